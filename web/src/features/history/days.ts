import type { DayTotal, OperationItem } from './types';

export interface Day {
  day: string;
  operations: OperationItem[];
  /** Totals of the whole day; null when the server did not count it. */
  total: DayTotal | null;
}

/** Operations by day of the organisation's zone; `dayOf` gives the day of an instant. Newest first, as they come. */
export function groupByDay(operations: readonly OperationItem[], totals: readonly DayTotal[], dayOf: (at: string) => string): Day[] {
  const days: Day[] = [];
  for (const operation of operations) {
    const day = dayOf(operation.at);
    const last = days.at(-1);
    if (last?.day === day) last.operations.push(operation);
    else days.push({ day, operations: [operation], total: largest(totals, day) });
  }
  return days;
}

/** Pages may both count a day that lies across them; the larger count is the fuller one. */
function largest(totals: readonly DayTotal[], day: string): DayTotal | null {
  const found = totals.filter((total) => total.day === day);
  return found.reduce<DayTotal | null>((best, one) => (best === null || one.operations > best.operations ? one : best), null);
}
