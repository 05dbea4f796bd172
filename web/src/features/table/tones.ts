import type { CellValue } from '@/api/types';
import { partsOf } from '@/kit/format/dates';

const NEXT = 'next_at';

function day(instant: Date): string {
  const { year, month, day: date } = partsOf(instant);
  return `${year}-${month}-${date}`;
}

/** An appointment of the past is red, one of today amber; closed records keep quiet. */
export function dueTones(cells: Record<string, CellValue>, now = new Date()): Record<string, 'amber' | 'red'> | undefined {
  const [next, status] = [cells[NEXT], cells['status']];
  if (typeof next !== 'string') return undefined;
  if (typeof status === 'object' && status !== null && 'level' in status && ['done', 'none'].includes(status.level)) return undefined;
  const at = new Date(next);
  // A date without a clock time stands at midnight and is due until the day ends.
  const timed = cells['next_has_time'] !== false;
  if (at < now && (timed || day(at) !== day(now))) return { [NEXT]: 'red' };
  return day(at) === day(now) ? { [NEXT]: 'amber' } : undefined;
}

// Further dates that may carry a clock time: at the midnight of the organisation's clock they are a day.
const DUE = ['due', 'task_due'];

/** A date without a clock time is shown as its day, not as midnight. */
export function withoutMidnight(cells: Record<string, CellValue>): Record<string, CellValue> {
  const next = cells[NEXT];
  const shown: Record<string, CellValue> = cells['next_has_time'] === false && typeof next === 'string' ? { ...cells, [NEXT]: dayOf(next) } : { ...cells };
  for (const column of DUE) {
    const due = cells[column];
    if (typeof due === 'string' && isMidnight(due)) shown[column] = dayOf(due);
  }
  return shown;
}

function isMidnight(instant: string): boolean {
  const { hour, minute } = partsOf(new Date(instant));
  return hour === 0 && minute === 0;
}

/** The organisation's day of an instant as `YYYY-MM-DD`. */
export function dayOf(iso: string): string {
  const { year, month, day: date } = partsOf(new Date(iso));
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

