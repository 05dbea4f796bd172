import type { CellValue } from '@/api/types';

export type Reachable = 'mobile' | 'phone' | 'email' | 'wechat';

/** Columns of a lead by which a customer is reached. */
export const REACHABLE: readonly string[] = ['mobile', 'phone', 'email', 'wechat'] satisfies Reachable[];

export function isReachable(column: string): boolean {
  return REACHABLE.includes(column);
}

/** Whether the value in this column of the lead is known to reach nobody. */
export function isBad(cells: Readonly<Record<string, CellValue>>, column: string): boolean {
  const marked = cells['bad_channels'];
  return Array.isArray(marked) && (marked as readonly string[]).includes(column);
}

/** The columns of a lead that hold a value which reaches nobody; undefined when there are none. */
export function deadColumns(cells: Readonly<Record<string, CellValue>>): ReadonlySet<string> | undefined {
  const dead = REACHABLE.filter((column) => cells[column] && isBad(cells, column));
  return dead.length > 0 ? new Set(dead) : undefined;
}

/** The first of these columns that reaches the customer: `live` its text; `dead`: there are only dead ones. */
export function reachOf(cells: Readonly<Record<string, CellValue>>, columns: readonly string[]): { live: string | null; dead: string | null } {
  const filled = columns.filter((column) => typeof cells[column] === 'string' && cells[column] !== '');
  const live = filled.find((column) => !isBad(cells, column));
  return { live: live === undefined ? null : String(cells[live]), dead: live === undefined ? (filled[0] ?? null) : null };
}

interface Marking {
  at: string;
  before: CellValue;
  after: CellValue;
}

/** Since when the column counts as dead, out of the changes of `bad_channels`, newest first. */
export function deadSince(changes: readonly Marking[], column: string): string | null {
  return changes.find(({ before, after }) => isBad({ bad_channels: after }, column) && !isBad({ bad_channels: before }, column))?.at ?? null;
}
