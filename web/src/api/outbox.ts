import { createStore } from '@/kit/state/store';

/** How many edited cells have not reached the server yet. */
export const outbox = createStore({ waiting: 0 });
