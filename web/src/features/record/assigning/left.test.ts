import { describe, expect, it } from 'vitest';
import { minutesLeft } from './left';

describe('minutesLeft', () => {
  const at = (text: string) => new Date(text).getTime();
  it.each([
    ['2026-03-05T10:00:00Z', 60],
    ['2026-03-05T10:59:10Z', 1],
    ['2026-03-05T11:00:00Z', -1],
    ['2026-03-05T11:30:00Z', -30],
  ])('at %s it is %i', (now, left) => {
    expect(minutesLeft('2026-03-05T11:00:00Z', at(now))).toBe(left);
  });
});
