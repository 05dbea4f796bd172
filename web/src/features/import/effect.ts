import type { Decision, ImportRow, Outcome } from './types';

export type Counts = Partial<Record<Outcome, number>>;
export type Decided = Record<Decision, number>;

export interface Effect {
  create: number;
  update: number;
  /** Suspected duplicates nobody has decided; the option says what becomes of them. */
  undecided: number;
}

export const NOTHING_DECIDED: Decided = { new: 0, update: 0, skip: 0 };

/** Suspected duplicates that were decided one by one. */
export function decidedOf(duplicates: readonly ImportRow[]): Decided {
  const decided = { ...NOTHING_DECIDED };
  for (const { decision } of duplicates) if (decision) decided[decision] += 1;
  return decided;
}

/** What running the import does: outcomes as counted, duplicates as decided, the undecided as the option says. */
export function effectOf(counts: Counts, duplicates: Decision, decided: Decided): Effect {
  const undecided = Math.max(0, (counts.duplicate ?? 0) - decided.new - decided.update - decided.skip);
  return {
    create: (counts.new ?? 0) + (counts.partial ?? 0) + decided.new + (duplicates === 'new' ? undecided : 0),
    update: (counts.update ?? 0) + (counts.conflict ?? 0) + decided.update + (duplicates === 'update' ? undecided : 0),
    undecided,
  };
}
