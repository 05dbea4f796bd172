import { describe, expect, it } from 'vitest';
import { toneOf } from './figureWords';

describe('toneOf', () => {
  it.each([
    ['conversion', 1.2, 'green'],
    ['conversion', -1.2, 'amber'],
    ['cycle', 4, 'amber'],
    ['cycle', -4, 'green'],
    ['overdue', 3, 'amber'],
    ['new', 0.01, 'plain'],
  ])('%s that moves by %d is %s', (key, difference, tone) => {
    expect(toneOf(key, difference)).toBe(tone);
  });
});
