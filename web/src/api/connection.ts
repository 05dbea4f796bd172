import { createStore } from '@/kit/state/store';

/** Whether the server answered last time. The browser's own flag only hints: a factory's Wi-Fi may lead nowhere. */
export const connection = createStore<'online' | 'offline'>(navigator.onLine ? 'online' : 'offline');

export function noteReachable(): void {
  connection.set('online');
}

export function noteUnreachable(): void {
  connection.set('offline');
}

globalThis.addEventListener('offline', noteUnreachable);
