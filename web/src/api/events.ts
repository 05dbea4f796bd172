import { useEffect, useEffectEvent } from 'react';
import { noteReachable, noteUnreachable } from './connection';
import type { Job, RowsEvent } from './types';

/** What a follower of the live stream can hear. */
export type LiveEvent =
  | ({ type: 'rows' } & RowsEvent)
  | { type: 'reload'; table: string; position: number }
  | { type: 'resync' }
  | { type: 'notices' }
  | ({ type: 'job' } & Job);

type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();
const KINDS = ['rows', 'reload', 'resync', 'notices', 'job'] as const;
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000];

let source: EventSource | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let position = 0;

function hear(kind: (typeof KINDS)[number], message: MessageEvent<string>): void {
  const seen = Number(message.lastEventId);
  if (Number.isFinite(seen) && seen > position) position = seen;
  const event = { ...(JSON.parse(message.data) as object), type: kind } as LiveEvent;
  for (const listener of [...listeners]) listener(event);
}

function open(): void {
  source = new EventSource(`/api/v1/events?since=${position}`);
  source.onopen = () => {
    failures = 0;
    noteReachable();
  };
  source.onerror = () => {
    // The browser's own reconnect would repeat the old `since`; we open anew from the last position heard.
    source?.close();
    const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
    failures += 1;
    if (failures > 1) noteUnreachable();
    clearTimeout(timer);
    timer = setTimeout(open, wait);
  };
  for (const kind of KINDS) source.addEventListener(kind, (message: MessageEvent<string>) => hear(kind, message));
}

/** Starts the stream after signing in; `since` is the session's ledger position. */
export function startEvents(since: number): void {
  position = Math.max(position, since);
  if (source === null) open();
}

export function stopEvents(): void {
  clearTimeout(timer);
  source?.close();
  source = null;
  failures = 0;
  position = 0;
}

/** Follows the stream outside React; returns how to stop. */
export function listenEvents(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Follows the stream as long as the component is shown. */
export function useEvents(listener: Listener): void {
  const latest = useEffectEvent(listener);
  useEffect(() => listenEvents((event) => latest(event)), []);
}
