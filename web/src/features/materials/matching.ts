import type { Proposed } from './data';

/** How many are shown before anybody asks for more. */
export const SHOWN = 5;

/**
 * Which of the proposals stand in the dialog: with a search those whose name or kind holds it; else what fits, filled up
 * to five, and always what is picked.
 */
export function matching(proposed: readonly Proposed[], search: string, picked: readonly number[], all: boolean): Proposed[] {
  const words = search.trim().toLowerCase();
  if (words) return proposed.filter(({ name, kind }) => `${name} ${kind}`.toLowerCase().includes(words));
  if (all) return [...proposed];
  return proposed.filter((one, place) => one.fits || place < SHOWN || picked.includes(one.id)).slice(0, Math.max(SHOWN, picked.length + SHOWN));
}
