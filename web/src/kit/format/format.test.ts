import { describe, expect, it } from 'vitest';
import { formatDate, formatDateTime, formatRelative, todayIso } from './dates';
import { formatCount, formatMoney, formatMoneyExact, formatPercent } from './money';

const now = new Date('2026-03-05T02:24:00Z');

describe('money', () => {
  it.each([
    [12_800_000, 'zh-CN', '¥12.8万'],
    [960_000, 'zh-CN', '¥9,600'],
    [1_000_000, 'zh-CN', '¥1.0万'],
    [9_999_995_000, 'zh-CN', '¥1.0亿'],
    [1_234_567_890_000, 'zh-CN', '¥123.5亿'],
    [123_456_700_000, 'zh-TW', '¥12.3億'],
    [-5_000_000, 'zh-CN', '−¥5.0万'],
    [12_800_000, 'en', '¥128.0k'],
    [0, 'zh-CN', '¥0'],
  ])('%d fen in %s is %s', (fen, language, words) => {
    expect(formatMoney(fen, language)).toBe(words);
  });
  it('shows the exact figure to the fen and nothing for an empty cell', () => {
    expect(formatMoneyExact(12_812_345)).toBe('¥128,123.45');
    expect(formatMoney(null, 'zh-CN')).toBe('');
  });
  it('caps counts in words and keeps shares short', () => {
    expect(formatCount(1286, false, 'zh-CN')).toBe('1,286');
    expect(formatCount(10_000, true, 'zh-CN')).toBe('1 万+');
    expect(formatPercent(12.54)).toBe('12.5%');
  });
});

describe('dates', () => {
  it('leaves the year out inside the current one and uses the organisation zone', () => {
    expect(formatDateTime('2026-03-05T06:30:00Z', 'zh-CN', now)).toBe('03-05 周四 14:30');
    expect(formatDateTime('2026-03-05T17:00:00Z', 'zh-CN', now)).toBe('03-06 周五 01:00');
    expect(formatDate('2027-04-20', 'zh-CN', now)).toBe('2027-04-20 周二');
    expect(formatDate('2026-03-09', 'en', now)).toBe('03-09 Mon');
    expect(formatDate(null, 'zh-CN', now)).toBe('');
  });
  it('knows the day of the zone, not of the machine', () => {
    expect(todayIso(new Date('2026-03-04T16:30:00Z'))).toBe('2026-03-05');
  });
  it('speaks relatively for hover', () => {
    expect(formatRelative('2026-03-02T02:24:00Z', 'zh-CN', now)).toBe('3天前');
  });
});
