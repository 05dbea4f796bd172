import { describe, expect, it } from 'vitest';
import type { Stage, TimelineItem } from '../types';
import { buildStageSteps, nextStage } from './stageBar';

const stage = (id: number, label: string, kind: Stage['kind'] = 'open'): Stage => ({ id, label, kind, progress: id / 10, definition: null, requires: [], pipeline: 1, pipeline_label: '线索默认', in_default_pipeline: true });
const STAGES = [stage(1, '初次接触'), stage(2, '需求确认'), stage(3, '方案讨论'), stage(6, '已成交', 'won'), stage(7, '已流失', 'lost')];
const move = (from: string | null, to: string, stayed: number | null): TimelineItem => ({
  key: `${from}-${to}`, kind: 'stage', at: '2026-03-01T00:00:00Z', actor: null, stage: { from, to, stayed_days: stayed, reason: null },
});
const NOW = Date.parse('2026-03-05T02:00:00Z');

describe('the stage bar', () => {
  it('says how long each stage took and which day the present one is on', () => {
    const steps = buildStageSteps(STAGES, { id: 2, kind: 'open' }, [move('初次接触', '需求确认', 6)], '2026-02-26T02:00:00Z', NOW);
    expect(steps.map((step) => [step.stage.label, step.state, step.days])).toEqual([
      ['初次接触', 'done', 6], ['需求确认', 'now', 8], ['方案讨论', 'ahead', null],
    ]);
  });

  it('adds up a stage that was entered twice', () => {
    const moves = [move('初次接触', '需求确认', 2), move('初次接触', '需求确认', 6)];
    expect(buildStageSteps(STAGES, { id: 2, kind: 'open' }, moves, null, NOW)[0]?.days).toBe(8);
  });

  it('leaves everything behind a won lead, and of a lost one only what it passed', () => {
    const passed = [move('初次接触', '已流失', 4)];
    expect(buildStageSteps(STAGES, { id: 6, kind: 'won' }, [], null, NOW).every((step) => step.state === 'done')).toBe(true);
    expect(buildStageSteps(STAGES, { id: 7, kind: 'lost' }, passed, null, NOW).map((step) => step.state)).toEqual(['done', 'ahead', 'ahead']);
  });

  it('offers the next stage, the won one last and never the lost one', () => {
    expect(nextStage(STAGES, 1)?.label).toBe('需求确认');
    expect(nextStage(STAGES, 3)?.label).toBe('已成交');
    expect(nextStage(STAGES, 6)).toBeNull();
  });
});
