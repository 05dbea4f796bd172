import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../types';
import { arrangeTimeline } from './arrange';
import { insertMention, mentionAt, mentionedIds, mentionPieces } from './mentions';

const actor = { id: 1, label: '林晓雯' };

function followup(id: number, promises = 0): TimelineItem {
  const owed = Array.from({ length: promises }, (_, at) => ({
    id: at, kind: 'promise', side: 'ours' as const, text: '寄样件', due: null, time: null, state: 'open' as const,
    status: { level: 'green' as const, words: '未定期限' }, assignee: null,
  }));
  return {
    key: `f${id}`, kind: 'followup', at: '2026-03-05T01:12:00Z', actor,
    followup: { id, method: 'phone', summary: '约拜访', feedback: null, outcome: null, next_at: null, next_method: null, contact: null, promises: owed, signals: [] },
  };
}

function comment(id: number, followupId: number | null): TimelineItem {
  return { key: `c${id}`, kind: 'comment', at: '2026-03-05T01:40:00Z', actor, comment: { id, text: '带案例', followup_id: followupId } };
}

describe('arrangeTimeline', () => {
  it('nests comments under the follow-up they answer, oldest first', () => {
    const arranged = arrangeTimeline([comment(12, 1), comment(11, 1), followup(1), followup(2)], 'all');
    expect(arranged.map((entry) => entry.item.key)).toEqual(['f1', 'f2']);
    expect(arranged[0]?.comments.map((item) => item.key)).toEqual(['c11', 'c12']);
  });

  it('shows a comment alone when its follow-up is not on the loaded pages', () => {
    expect(arrangeTimeline([comment(11, 99), comment(12, null)], 'all').map((entry) => entry.item.key)).toEqual(['c11', 'c12']);
  });

  it('leaves only follow-ups with promises when promises are asked for', () => {
    expect(arrangeTimeline([followup(1), followup(2, 1)], 'promises').map((entry) => entry.item.key)).toEqual(['f2']);
  });
});

describe('mentions', () => {
  it('opens behind an @ and not inside a mail address', () => {
    expect(mentionAt('请@何佳', 4)).toEqual({ start: 1, end: 4, query: '何佳' });
    expect(mentionAt('a@b', 3)).toBeNull();
    expect(mentionAt('@何佳宁 好', 6)).toBeNull();
  });

  it('inserts the name and remembers only whom the text still names', () => {
    expect(insertMention('请@何看', { start: 1, end: 3, query: '何' }, '何佳宁')).toEqual({ text: '请@何佳宁 看', caret: 6 });
    const people = [{ id: 3, label: '何佳宁', unit: null }, { id: 4, label: '周子昂', unit: null }];
    expect(mentionedIds('请@何佳宁 看', people)).toEqual([3]);
    expect(mentionPieces('请@何佳宁 看').filter((piece) => piece.mention)).toEqual([{ text: '@何佳宁', mention: true }]);
  });
});
