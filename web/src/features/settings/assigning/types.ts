import type { Filter } from '@/api/types';
import { textCell, type SettingRow } from '../parts/cells';

export interface RuleFault {
  id: number;
  code: string;
  message: string;
}

export interface Given {
  person: number | null;
  label: string;
  count: number;
  held: number;
}

export interface Tried {
  id: number;
  number: string | null;
  company: string | null;
  owner: string | null;
  would: string | null;
  how: string;
  rule: string | null;
  reason: string | null;
}

/** What rules would have done with the leads of a period. */
export interface Trial {
  seen: number;
  total: number;
  given: number;
  unfit: number;
  pooled: number;
  by_rule: Record<string, number>;
  people: Given[];
  examples: Tried[];
  faults: number[];
}

export const RULE_COLUMNS = ['name', 'active', 'pipeline', 'unit', 'conditions', 'target', 'person', 'team', 'method', 'profile', 'seniority', 'position'];

/** The rule's conditions as a tree; null when it has none or they cannot be read. */
export function conditionsOf(rule: SettingRow): Filter | null {
  const text = textCell(rule, 'conditions');
  if (text === '') return null;
  try {
    return JSON.parse(text) as Filter;
  } catch {
    return null;
  }
}

/** First and last day of a period of so many days that ends today, as the server takes them. */
export function periodOf(days: number, now: Date): { first: string; last: string } {
  const iso = (date: Date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
  const begin = new Date(now);
  begin.setDate(begin.getDate() - days + 1);
  return { first: iso(begin), last: iso(now) };
}

export interface Swap {
  row: number;
  column: 'position';
  value: number;
}

/** The positions to write when the rule at `index` changes places with its neighbour. */
export function swapOf(rules: readonly SettingRow[], index: number, by: 1 | -1): Swap[] {
  const [one, other] = [rules[index], rules[index + by]];
  if (!one || !other) return [];
  // Whole lists are numbered anew: two rules of one place would never part.
  const order = rules.map((rule) => rule.id);
  [order[index], order[index + by]] = [other.id, one.id];
  return order.map((row, place) => ({ row, column: 'position' as const, value: 10 * (place + 1) })).filter(({ row, value }) => rules.find(({ id }) => id === row)?.cells['position'] !== value);
}
