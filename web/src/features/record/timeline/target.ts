import { useEffect, useRef } from 'react';
import { createStore, useStore } from '@/kit/state/store';

export interface Target {
  lead: number;
  /** Key of an entry of the timeline, `comment-12`. */
  key: string;
}

const target = createStore<Target | null>(null);

/** What the timeline of a lead is to show next: set before its record is opened. */
export function aimAt(next: Target | null): void {
  target.set(next);
}

interface Pages {
  isSuccess: boolean;
  isFetchingNextPage: boolean;
  hasNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Brings the entry aimed at into view and marks it, loading older pages until it is there. */
export function useTarget(leadId: number, pages: Pages, root: { current: HTMLElement | null }): void {
  const aimed = useStore(target);
  const shown = useRef<Target>(undefined);
  const { isSuccess, isFetchingNextPage, hasNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (aimed?.lead !== leadId || shown.current === aimed || !isSuccess || isFetchingNextPage) return;
    const found = root.current?.querySelector(`[data-key="${aimed.key}"]`);
    if (!found) {
      if (hasNextPage) void fetchNextPage();
      return;
    }
    shown.current = aimed;
    for (const former of root.current?.querySelectorAll('[data-aimed]') ?? []) former.removeAttribute('data-aimed');
    found.setAttribute('data-aimed', 'true');
    found.scrollIntoView({ block: 'center' });
  });
}
