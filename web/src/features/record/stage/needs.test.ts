import { describe, expect, it } from 'vitest';
import { askedBy, extraOf, needsNothing, needsOf, NO_ANSWERS, unanswered } from './needs';

const OPEN = { kind: 'open' as const, requires: ['amount', 'expected_close'] };

describe('what a stage needs', () => {
  it('asks only for required cells that are empty', () => {
    expect(needsOf(OPEN, { amount: 1200000, expected_close: null }).columns).toEqual(['expected_close']);
    expect(needsNothing(needsOf(OPEN, { amount: 1, expected_close: '2026-04-20' }))).toBe(true);
  });

  it('asks why for a lost lead and what for a won one', () => {
    expect(needsOf({ kind: 'lost', requires: ['lost_reason'] }, {})).toEqual({ reason: true, amount: false, columns: [] });
    expect(needsOf({ kind: 'won', requires: [] }, {}).amount).toBe(true);
  });

  it('names what is still missing', () => {
    const needs = { reason: true, amount: true, columns: ['need'] };
    expect(unanswered(needs, NO_ANSWERS)).toEqual(['reason', 'amount', 'need']);
    expect(unanswered(needs, { ...NO_ANSWERS, reason: '价格', amount: '12万', cells: { need: '阀组' } })).toEqual([]);
  });

  it('sends the amount in fen and an optional competitor only when given', () => {
    const needs = { reason: true, amount: false, columns: [] };
    expect(extraOf(needs, { ...NO_ANSWERS, reason: ' 价格 ' }, null)).toEqual({ reason: '价格', lost_reason: '价格' });
    expect(extraOf({ reason: false, amount: true, columns: [] }, NO_ANSWERS, 1200000)).toEqual({ amount: 1200000 });
  });

  it('asks again what only the server knew', () => {
    const stage = { id: 1, label: '谈判阶段', kind: 'open' as const, progress: 0.7, definition: null, requires: [], pipeline: 1, pipeline_label: '线索默认', in_default_pipeline: true };
    expect(askedBy({ reason: '要写原因' }, stage)).toEqual({ reason: true });
    expect(askedBy({ need: '先填需求' }, stage)).toEqual({ columns: ['need'] });
    expect(askedBy({ stage: '没有这个阶段' }, stage)).toBeNull();
  });
});
