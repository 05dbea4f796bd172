import { useLayoutEffect, useState } from 'react';
import { createStore } from './store';

/** A function that always gives the value of the latest drawing, for callbacks that outlive a single one. */
export function useLatest<T>(value: T): () => T {
  const [box] = useState(() => createStore(value));
  useLayoutEffect(() => box.set(value));
  return box.get;
}
