import type { Entry } from './types';

/** The chips over the list, in their order. */
export const GROUPS = ['all', 'late', 'due', 'fresh', 'signal'] as const;
export type Group = (typeof GROUPS)[number];

export function isInGroup(entry: Entry, group: Group): boolean {
  switch (group) {
    case 'all':
      return true;
    case 'late':
      return entry.reasons.some((reason) => reason.level === 'red');
    case 'due':
      return entry.reasons.some((reason) => reason.level === 'amber') && !isInGroup(entry, 'late');
    case 'fresh':
      return entry.reasons.some((reason) => reason.key === 'accept');
    case 'signal':
      return entry.reasons.some((reason) => reason.key === 'signal');
  }
}

/** Which entry is open after the list has changed: the same one, else the one that took its place. */
export function placeOf(entries: readonly Entry[], open: { id: number; place: number } | undefined): number {
  const found = entries.findIndex(({ id }) => id === open?.id);
  return found >= 0 ? found : Math.max(0, Math.min(open?.place ?? 0, entries.length - 1));
}
