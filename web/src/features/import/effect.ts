import type { Decision, Import, Outcome } from './types';

export interface Effect {
  create: number;
  update: number;
  /** Rows that will not be written: faulty, skipped, unchanged, or duplicates left out. */
  left: number;
}

/** What running the import does, from the outcomes counted so far. Undecided duplicates follow the option. */
export function effectOf(counts: Record<Outcome, number>, duplicates: Decision): Effect {
  const doubles = counts.duplicate;
  return {
    create: counts.new + counts.partial + (duplicates === 'new' ? doubles : 0),
    update: counts.update + (duplicates === 'update' ? doubles : 0),
    left: counts.error + counts.skipped + counts.same + (duplicates === 'skip' ? doubles : 0),
  };
}

/** How suspected duplicates are treated unless the person says otherwise: left out, because that harms nothing. */
export function duplicatesOf(found: Import): Decision {
  return found.options?.duplicates ?? 'skip';
}
