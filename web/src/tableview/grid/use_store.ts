import { useSyncExternalStore } from 'react';
import type { Store } from '../model/store';

/** The whole value of a store. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** A part of a store that compares by identity: draws again only when the part changes. */
export function usePart<T, P>(store: Store<T>, part: (value: T) => P): P {
  return useSyncExternalStore(store.subscribe, () => part(store.get()));
}
