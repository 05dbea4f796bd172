import { describe, expect, it } from 'vitest';
import { isDay, periodOf, presetOf, PRESETS } from './periods';

const TODAY = '2026-02-28';

describe('periodOf', () => {
  it.each([
    ['month', '2026-02-01', '2026-02-28'],
    ['last_month', '2026-01-01', '2026-01-31'],
    ['quarter', '2026-01-01', '2026-02-28'],
    ['last_quarter', '2025-10-01', '2025-12-31'],
    ['year', '2026-01-01', '2026-02-28'],
    ['months_12', '2025-03-01', '2026-02-28'],
  ] as const)('%s is %s to %s', (preset, from, to) => {
    expect(periodOf(preset, TODAY)).toEqual({ from, to });
  });

  it('is found again from its days', () => {
    for (const preset of PRESETS) expect(periodOf(presetOf(periodOf(preset, '2026-08-19'), '2026-08-19') ?? 'month', '2026-08-19')).toEqual(periodOf(preset, '2026-08-19'));
    expect(presetOf({ from: '2026-01-05', to: '2026-01-09' }, TODAY)).toBeUndefined();
  });
});

describe('isDay', () => {
  it('refuses days that do not exist', () => {
    expect(isDay('2026-02-28')).toBe(true);
    expect(isDay('2026-02-30')).toBe(false);
    expect(isDay('2026-2-3')).toBe(false);
    expect(isDay(undefined)).toBe(false);
  });
});
