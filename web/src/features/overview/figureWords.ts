import type { TFunction } from 'i18next';
import { formatMoney, formatMoneyExact } from '@/kit/format/money';
import type { FigureUnit } from './types';

const MINUS = '−';
const MINUTES_OF_HOUR = 60;
const MINUTES_OF_DAY = 1440;

function plain(value: number, digits: number): string {
  const rounded = Number(value.toFixed(digits));
  const text = Math.abs(rounded).toLocaleString('en-US', { maximumFractionDigits: digits });
  return rounded < 0 ? MINUS + text : text;
}

/** Minutes in the largest unit that still says something: 42 分钟, 3.5 小时, 2.1 天. */
function durationWords(minutes: number, t: TFunction<'overview'>): string {
  const size = Math.abs(minutes);
  if (size < MINUTES_OF_HOUR) return t('unit.minutes', { value: plain(minutes, 0) });
  if (size < MINUTES_OF_DAY) return t('unit.hours', { value: plain(minutes / MINUTES_OF_HOUR, 1) });
  return t('unit.days', { value: plain(minutes / MINUTES_OF_DAY, 1) });
}

/** A figure as it is read; `–` when there is nothing to work it out from. */
export function figureWords(value: number | null | undefined, unit: FigureUnit, t: TFunction<'overview'>, language: string): string {
  if (value === null || value === undefined) return '–';
  switch (unit) {
    case 'percent':
      return `${plain(value, 1)}%`;
    case 'days':
      return t('unit.days', { value: plain(value, Math.abs(value) < 10 ? 1 : 0) });
    case 'hours':
      return durationWords(value * MINUTES_OF_HOUR, t);
    case 'minutes':
      return durationWords(value, t);
    case 'money':
      return formatMoney(value, language);
    case 'count':
      return plain(value, 0);
  }
}

/** The exact figure for hover where the dense form rounds. */
export function exactWords(value: number | null, unit: FigureUnit): string | undefined {
  return unit === 'money' && value !== null ? formatMoneyExact(value) : undefined;
}

/** A difference to another period: points for shares, the unit itself otherwise; always with its sign. */
export function differenceWords(difference: number, unit: FigureUnit, t: TFunction<'overview'>, language: string): string {
  const sign = difference > 0 ? '+' : '';
  if (unit === 'percent') return t('unit.points', { value: sign + plain(difference, 1) });
  return sign + figureWords(difference, unit, t, language);
}

/** Keys of the server's figures (`insight/figures.py`) of which shorter or fewer is better; of the others more is. */
const LESS_IS_BETTER = new Set(['cycle', 'overdue']);

export function toneOf(key: string, difference: number): 'green' | 'amber' | 'plain' {
  if (Math.abs(difference) < 0.05) return 'plain';
  return difference > 0 === !LESS_IS_BETTER.has(key) ? 'green' : 'amber';
}
