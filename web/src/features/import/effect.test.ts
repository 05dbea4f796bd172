import { describe, expect, it } from 'vitest';
import { effectOf } from './effect';

const COUNTS = { new: 316, update: 58, duplicate: 21, partial: 3, error: 14, same: 2, skipped: 4 };

describe('effectOf', () => {
  it.each([
    ['skip', 319, 58, 41],
    ['new', 340, 58, 20],
    ['update', 319, 79, 20],
  ] as const)('with duplicates %s creates %d, updates %d and leaves %d', (duplicates, create, update, left) => {
    expect(effectOf(COUNTS, duplicates)).toEqual({ create, update, left });
  });

  it('accounts for every row of the file', () => {
    const all = Object.values(COUNTS).reduce((sum, count) => sum + count, 0);
    for (const duplicates of ['skip', 'new', 'update'] as const) {
      const { create, update, left } = effectOf(COUNTS, duplicates);
      expect(create + update + left).toBe(all);
    }
  });
});
