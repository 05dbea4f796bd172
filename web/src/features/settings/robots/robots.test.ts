import { describe, expect, it } from 'vitest';
import { changesOf, conditionOf, type Robot, type RobotDraft } from './robots';

const draft: RobotDraft = { name: '群', kind: 'wecom', url: '', secret: '', for_unit: null, kinds: ['a', 'b'] };
const robot: Robot = { id: 1, name: '群', active: true, kind: 'wecom', ready: true, sent_at: '2026-03-05T02:00:00Z', waiting: 0, stuck: 0, last_error: '' };

describe('a group robot', () => {
  it('saves what changed, its address only when one is typed', () => {
    expect(changesOf(1, draft, { ...draft, kinds: ['b', 'a'] })).toEqual([]);
    expect(changesOf(1, draft, { ...draft, url: ' https://a.example ', kinds: [] })).toEqual([
      { row: 1, column: 'url', value: 'https://a.example' },
      { row: 1, column: 'kinds', value: null },
    ]);
  });

  it('says a fault before that it is off', () => {
    expect(conditionOf(robot)).toBe('well');
    expect(conditionOf({ ...robot, active: false })).toBe('off');
    expect(conditionOf({ ...robot, active: false, last_error: 'HTTP 500' })).toBe('failing');
    expect(conditionOf({ ...robot, ready: false })).toBe('unready');
  });
});
