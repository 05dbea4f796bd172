import type { CellValue } from '@/api/types';
import { REACHABLE } from '@/features/freshness/calls';

export function isReachable(column: string): boolean {
  return REACHABLE.includes(column);
}

/** Whether the value in this column of the lead is known to reach nobody. */
export function isBad(cells: Readonly<Record<string, CellValue>>, column: string): boolean {
  const marked = cells['bad_channels'];
  return Array.isArray(marked) && (marked as readonly string[]).includes(column);
}
