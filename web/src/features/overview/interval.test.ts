import { describe, expect, it } from 'vitest';
import { judge, shareInterval } from './interval';

describe('shareInterval', () => {
  // Reference values worked out by hand from the formula: 16 of 42, 5 of 75, 0 of 10, 10 of 10.
  it.each([
    [16, 42, 25.0, 53.2],
    [5, 75, 2.9, 14.7],
    [0, 10, 0, 27.8],
    [10, 10, 72.2, 100],
  ])('%d of %d lies between %d %% and %d %%', (won, leads, low, high) => {
    const found = shareInterval(won, leads);
    expect(found.low).toBeCloseTo(low, 0);
    expect(found.high).toBeCloseTo(high, 0);
  });

  it('knows nothing without leads', () => {
    expect(shareInterval(0, 0)).toEqual({ low: 0, high: 100 });
  });
});

describe('judge', () => {
  it('calls only what the interval excludes high or low', () => {
    expect(judge({ low: 25, high: 53 }, 18.4)).toBe('high');
    expect(judge({ low: 3, high: 14.7 }, 18.4)).toBe('low');
    expect(judge({ low: 10, high: 40 }, 18.4)).toBe('chance');
  });
});
