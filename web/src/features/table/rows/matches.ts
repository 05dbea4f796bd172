import type { CellValue, Filter, Json } from '@/api/types';

/** What a filter may refer to besides the row. Dates are of the organisation's zone. */
export interface MatchContext {
  now: Date;
  /** `YYYY-MM-DD`. */
  today: string;
  me: number;
  /** The organisation's day of an instant. */
  dayOf: (iso: string) => string;
}

/** True or false, or undefined where only the server can tell (teams, pinyin, encrypted or unknown columns). */
export type Verdict = boolean | undefined;

type Cells = Readonly<Record<string, CellValue>>;

/** Whether a row still fits a filter, so that a row which an edit drops can be dimmed at once. */
export function matches(filter: Filter | null, cells: Cells, context: MatchContext): Verdict {
  if (filter === null) return true;
  if ('and' in filter) return every(filter.and.map((part) => matches(part, cells, context)));
  if ('or' in filter) return some(filter.or.map((part) => matches(part, cells, context)));
  if (!(filter.column in cells)) return undefined;
  return test(filter.op, cells[filter.column] ?? null, filter.value ?? null, context);
}

function every(parts: Verdict[]): Verdict {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function some(parts: Verdict[]): Verdict {
  if (parts.includes(true)) return true;
  return parts.includes(undefined) ? undefined : false;
}

/** The comparable core of a cell: the id of a person or stage, the level of a status, the text of the rest. */
function core(value: CellValue): string | number | boolean | null {
  if (value === null || typeof value !== 'object') return value === '' ? null : value;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join('\u0000');
  return 'level' in value ? value.level : value.id;
}

const same = (a: unknown, b: unknown): boolean => String(a) === String(b);

function compare(value: string | number, operand: Json, context: MatchContext): number {
  if (typeof value === 'number') return value - Number(operand);
  // A day against an instant compares days, as the server does.
  const left = String(operand).length === 10 && value.length > 10 ? context.dayOf(value) : value;
  return left < String(operand) ? -1 : left > String(operand) ? 1 : 0;
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** First day and the day after the last of a range relative to today; weeks start on Monday. */
function relativeRange(op: string, days: number, today: string): [string, string] | undefined {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  switch (op) {
    case 'today': return [today, shift(today, 1)];
    case 'this_week': return [shift(today, -weekday), shift(today, 7 - weekday)];
    case 'this_month': return [`${today.slice(0, 7)}-01`, `${shift(`${today.slice(0, 7)}-01`, 32).slice(0, 7)}-01`];
    case 'last_days': return [shift(today, 1 - days), shift(today, 1)];
    case 'next_days': return [today, shift(today, days)];
    case 'overdue': return ['', today];
    default: return undefined;
  }
}

function text(op: string, value: string, operand: Json): Verdict {
  const [hay, needle] = [value.toLowerCase(), String(operand ?? '').toLowerCase()];
  switch (op) {
    case 'contains': return hay.includes(needle);
    case 'not_contains': return !hay.includes(needle);
    case 'starts': return hay.startsWith(needle);
    case 'ends': return hay.endsWith(needle);
    default: return undefined;
  }
}

function list(op: string, value: CellValue, operands: Json[]): Verdict {
  if (op === 'in') return operands.some((operand) => same(core(value), operand));
  if (op === 'not_in') return !operands.some((operand) => same(core(value), operand));
  const held = Array.isArray(value) ? value : [];
  const has = operands.map((operand) => held.includes(String(operand)));
  if (op === 'has_any') return has.includes(true);
  if (op === 'has_all') return !has.includes(false);
  if (op === 'has_none') return !has.includes(true);
  return undefined;
}

function order(op: string, value: string | number, operand: Json, context: MatchContext): Verdict {
  if (op === 'between' && Array.isArray(operand)) {
    return compare(value, operand[0] ?? null, context) >= 0 && compare(value, operand[1] ?? null, context) <= 0;
  }
  const sign = compare(value, operand, context);
  const verdicts: Record<string, boolean> = { lt: sign < 0, le: sign <= 0, gt: sign > 0, ge: sign >= 0 };
  return verdicts[op];
}

function test(op: string, value: CellValue, operand: Json, context: MatchContext): Verdict {
  const plain = core(value);
  if (op === 'empty') return plain === null;
  if (op === 'not_empty') return plain !== null;
  if (op === 'me') return same(plain, context.me);
  if (op === 'my_team') return undefined;
  if (op === 'eq' || op === 'is') return same(plain, operand);
  if (op === 'ne' || op === 'is_not') return !same(plain, operand);
  if (Array.isArray(operand) && op !== 'between') return list(op, value, operand);
  if (plain === null) return op === 'not_contains';
  const range = typeof plain === 'string' ? relativeRange(op, Number(operand ?? 0), context.today) : undefined;
  if (range && typeof plain === 'string') {
    const day = plain.length > 10 ? context.dayOf(plain) : plain;
    return day >= range[0] && day < range[1];
  }
  if (typeof plain === 'boolean') return undefined;
  return order(op, plain, operand, context) ?? (typeof plain === 'string' ? text(op, plain, operand) : undefined);
}
