import { createStore } from '@/kit/state/store';

/**
 * The session gate. Once somebody is signed in, a request answered with not_signed_in waits here instead of failing;
 * the sign-in dialog opens the gate and the request is sent again. So nothing typed is lost when a session ends.
 */
export const sessionGate = createStore<'none' | 'open' | 'closed'>('none');

let waiting: (() => void)[] = [];

export function openGate(): void {
  sessionGate.set('open');
  const released = waiting;
  waiting = [];
  for (const release of released) release();
}

/** Resolves when somebody has signed in again. */
export function waitAtGate(): Promise<void> {
  sessionGate.set('closed');
  return new Promise((release) => waiting.push(release));
}

/** After signing out on purpose there is nothing to resend. */
export function resetGate(): void {
  waiting = [];
  sessionGate.set('none');
}
