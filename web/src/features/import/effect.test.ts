import { describe, expect, it } from 'vitest';
import { decidedOf, effectOf, NOTHING_DECIDED } from './effect';
import type { Decision, ImportRow } from './types';

const COUNTS = { conflict: 2, new: 316, update: 58, duplicate: 21, partial: 3, error: 14, same: 2, skipped: 4 };

function duplicate(line: number, decision: Decision | null): ImportRow {
  return { line, outcome: 'duplicate', words: '疑似重复', cells: {}, match: null, decision };
}

describe('effectOf', () => {
  it.each([
    ['skip', 319, 60],
    ['new', 340, 60],
    ['update', 319, 81],
  ] as const)('with undecided duplicates %s creates %d and updates %d', (duplicates, create, update) => {
    expect(effectOf(COUNTS, duplicates, NOTHING_DECIDED)).toEqual({ create, update, undecided: 21 });
  });

  it('lets a decision of one row stand above the option', () => {
    const decided = decidedOf([duplicate(5, 'update'), duplicate(12, 'new'), duplicate(17, 'skip'), duplicate(20, null)]);
    expect(effectOf(COUNTS, 'skip', decided)).toEqual({ create: 320, update: 61, undecided: 18 });
  });

  it('counts nothing in an empty file', () => {
    expect(effectOf({}, 'update', NOTHING_DECIDED)).toEqual({ create: 0, update: 0, undecided: 0 });
  });
});
