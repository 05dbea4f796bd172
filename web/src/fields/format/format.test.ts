import { describe, expect, it } from 'vitest';
import { dateOfDay, dayNumber, exactDateTime, formatDate, formatDateTime, instantOf, wallTime } from './dates';
import { formatMoneyExact, formatMoneyShort, formatNumber, plainYuan } from './numbers';

const NOW = new Date('2026-03-05T02:24:00Z');
const ZONE = 'Asia/Shanghai';

describe('dates', () => {
  it('leaves the year out within the current year only', () => {
    expect(formatDate('2026-03-05', 'zh-CN', NOW, ZONE)).toBe('03-05 周四');
    expect(formatDate('2025-12-31', 'zh-CN', NOW, ZONE)).toBe('2025-12-31 周三');
    expect(formatDate('2026-03-05', 'en', NOW, ZONE)).toBe('03-05 Thu');
  });

  it('shows an instant on the clock of the organisation, also across midnight', () => {
    expect(formatDateTime('2026-03-05T16:30:00Z', 'zh-CN', NOW, ZONE)).toBe('03-06 周五 00:30');
    expect(exactDateTime('2026-03-05T06:30:00Z', ZONE)).toBe('2026-03-05 14:30');
  });

  it('keeps text that is no date as it is', () => {
    expect(formatDate('月底', 'zh-CN', NOW, ZONE)).toBe('月底');
    expect(formatDateTime('面谈后', 'zh-CN', NOW, ZONE)).toBe('面谈后');
  });

  it.each(['Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu'])('finds back the instant of a wall time in %s', (zone) => {
    for (const iso of ['2026-03-08T06:59:00Z', '2026-11-01T07:30:00Z', '2026-07-01T12:00:00Z']) {
      expect(instantOf(wallTime(Date.parse(iso), zone), zone)).toBe(iso);
    }
  });

  it('counts days both ways', () => {
    expect(dateOfDay(dayNumber('2024-02-28') + 2)).toBe('2024-03-01');
  });
});

describe('money and numbers', () => {
  it.each([
    [53_500_000, '¥53.5万'], [1_860_000_00, '¥186.0万'], [8_500_00, '¥8,500'], [1_200_000_000_00, '¥12.0亿'],
    [123_400_000_00, '¥1.23亿'], [-12_80_00_00, '−¥12.8万'], [0, '¥0'],
  ])('writes %d fen as %s', (fen, words) => {
    expect(formatMoneyShort(fen, 'zh-CN')).toBe(words);
  });

  it('never prints 10000.0万', () => {
    expect(formatMoneyShort(9_999_996_000, 'zh-CN')).toBe('¥1.00亿');
  });

  it('has an exact and a plain form', () => {
    expect(formatMoneyExact(12_800_050)).toBe('¥128,000.50');
    expect(plainYuan(12_800_050)).toBe('128000.5');
    expect(formatNumber(-1234.5)).toBe('−1,234.5');
  });
});
