import type { TFunction } from 'i18next';
import type { Column, Json } from '@/api/types';
import { formatDate } from '@/kit/format/dates';
import { formatMoney } from '@/kit/format/money';
import { operandOf, type Condition } from './filterTree';

/** A stored number as a person would type it again: fen as yuan. */
export function plainValue(column: Column, value: Json): string {
  if (value === null) return '';
  return column.kind === 'money' && typeof value === 'number' ? String(value / 100) : String(value);
}

function word(column: Column, value: Json, names: ReadonlyMap<number, string>, t: TFunction<'views'>, language: string): string {
  if (value === null) return '…';
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (column.kind === 'money' && typeof value === 'number') return formatMoney(value, language);
  if ((column.kind === 'date' || column.kind === 'datetime') && typeof value === 'string') return formatDate(value, language);
  const option = column.options?.find((candidate) => candidate.key === value);
  return option?.label ?? names.get(Number(value)) ?? String(value);
}

/** The value of a condition in a chip: `签约、谈判、方案`, `¥10.0万 – ¥50.0万`, `7 天`. */
export function valueWords(column: Column, condition: Condition, names: ReadonlyMap<number, string>, t: TFunction<'views'>, language: string): string {
  const value = condition.value ?? null;
  const one = (part: Json) => word(column, part, names, t, language);
  switch (operandOf([column], condition)) {
    case 'none': return '';
    case 'days': return `${String(value ?? '…')}${t('days')}`;
    case 'range': return Array.isArray(value) ? value.map(one).join(' – ') : '…';
    case 'list': return Array.isArray(value) && value.length > 0 ? value.map(one).join(t('list_comma')) : '…';
    default: return one(value);
  }
}

/** Ids a condition speaks of, for looking up their names. */
export function linkedIds(condition: Condition): number[] {
  const values = Array.isArray(condition.value) ? condition.value : [condition.value ?? null];
  return values.filter((value): value is number => typeof value === 'number');
}
