import { useCallback, useSyncExternalStore } from 'react';
import type { ViewColumn } from '@/api/types';
import type { Density } from '@/tableview/model/contract';

const followers = new Set<() => void>();
const read = new Map<string, ViewColumn[] | null>();

function follow(follower: () => void): () => void {
  followers.add(follower);
  return () => followers.delete(follower);
}

function load(key: string): ViewColumn[] | null {
  const known = read.get(key);
  if (known !== undefined) return known;
  let kept: ViewColumn[] | null = null;
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (Array.isArray(parsed)) kept = parsed as ViewColumn[];
  } catch {
    // A broken note of an older version counts as none.
  }
  read.set(key, kept);
  return kept;
}

function store(key: string, layout: ViewColumn[] | null): void {
  read.set(key, layout);
  if (layout) localStorage.setItem(key, JSON.stringify(layout));
  else localStorage.removeItem(key);
  for (const follower of [...followers]) follower();
}

/** Widths, order and choice of columns as this person left them on this device, until they are saved in the view. */
export function useLayoutDraft(table: string, view: string): [ViewColumn[] | null, (next: ViewColumn[] | null) => void] {
  const key = `genjin.columns.${table}.${view}`;
  const draft = useSyncExternalStore(follow, () => load(key));
  const set = useCallback((next: ViewColumn[] | null) => store(key, next), [key]);
  return [draft, set];
}

const DENSITIES: Density[] = ['normal', 'compact', 'roomy'];
const DENSITY = 'genjin.density';

function readDensity(): Density {
  return DENSITIES.find((density) => density === localStorage.getItem(DENSITY)) ?? 'normal';
}

/** Row height of this person on this device, and the step to the next one. */
export function useDensity(): [Density, () => void] {
  const density = useSyncExternalStore(follow, readDensity);
  const next = useCallback(() => {
    localStorage.setItem(DENSITY, DENSITIES[(DENSITIES.indexOf(readDensity()) + 1) % DENSITIES.length] ?? 'normal');
    for (const follower of [...followers]) follower();
  }, []);
  return [density, next];
}
