import { createStore } from '@/kit/state/store';
import { connection } from './connection';
import { ApiError } from './errors';
import { dropEntry, keepEntry, loadEntries, type OutboxEntry } from './outboxStore';
import { editCells } from './tables';
import type { CellsAnswer, CellsBody, CellValue } from './types';

export type { OutboxEntry };

/** Unsent edits, oldest first, and how many cells they hold. `sending`: the first one is on its way. */
export interface OutboxState {
  entries: readonly OutboxEntry[];
  waiting: number;
  sending: boolean;
}

/** What became of an entry: the server's answer, or an error that refused all of it. */
export type Outcome = { entry: OutboxEntry; answer: CellsAnswer } | { entry: OutboxEntry; error: ApiError };

export const outbox = createStore<OutboxState>({ entries: [], waiting: 0, sending: false });

const RETRY_MS = 4_000;
const listeners = new Set<(outcome: Outcome) => void>();
let person = 0;
let last = 0;
let running = false;
let retry: ReturnType<typeof setTimeout> | undefined;

function put(entries: readonly OutboxEntry[], sending: boolean): void {
  const waiting = entries.reduce((sum, entry) => sum + entry.body.edits.length, 0);
  outbox.set({ entries, waiting, sending });
}

/** Hears what became of each entry, also of those kept from before a reload. */
export function listenOutbox(listener: (outcome: Outcome) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes up what this person left unsent. Called once after signing in. */
export async function startOutbox(personId: number): Promise<void> {
  if (person === personId) return;
  person = personId;
  const kept = await loadEntries(personId).catch(() => []);
  const known = new Set(outbox.get().entries.map((entry) => entry.key));
  put([...kept.filter((entry) => !known.has(entry.key)), ...outbox.get().entries], false);
  void flush();
}

export function stopOutbox(): void {
  person = 0;
  put([], false);
}

/** Puts one request of cell edits in the queue. It is kept in the browser until the server has answered. */
export function sendCells(table: string, body: Omit<CellsBody, 'client_key'>, before: CellValue[] = []): void {
  const key = crypto.randomUUID();
  // Strictly growing, so that order survives a reload even within one millisecond.
  last = Math.max(Date.now(), last + 1);
  const at = new Date(last).toISOString();
  const entry: OutboxEntry = { key, person, table, body: { ...body, client_key: key }, before, at };
  put([...outbox.get().entries, entry], outbox.get().sending);
  keepEntry(entry).catch(() => undefined);
  void flush();
}

/** Takes back the newest edit that has not been sent; false when there is none. */
export function takeBackUnsent(): boolean {
  const { entries, sending } = outbox.get();
  const newest = entries.at(-1);
  if (!newest || (sending && entries.length === 1)) return false;
  put(entries.slice(0, -1), sending);
  dropEntry(newest.key).catch(() => undefined);
  return true;
}

function settle(outcome: Outcome): void {
  // Listeners first: they put the answer in place before the unsent value is taken away.
  for (const listener of [...listeners]) listener(outcome);
  put(outbox.get().entries.filter((entry) => entry.key !== outcome.entry.key), false);
  dropEntry(outcome.entry.key).catch(() => undefined);
}

/** Sends one after the other, so that the order of typing is the order of the ledger. */
async function flush(): Promise<void> {
  if (running) return;
  running = true;
  clearTimeout(retry);
  try {
    for (let entry = outbox.get().entries[0]; entry; entry = outbox.get().entries[0]) {
      put(outbox.get().entries, true);
      settle(await sendOne(entry));
    }
  } catch {
    put(outbox.get().entries, false);
    retry = setTimeout(() => void flush(), RETRY_MS);
  } finally {
    running = false;
  }
}

/** Throws when no answer came, because then the entry must stay. */
async function sendOne(entry: OutboxEntry): Promise<Outcome> {
  try {
    return { entry, answer: await editCells(entry.table, entry.body) };
  } catch (error) {
    if (error instanceof ApiError && !error.offline) return { entry, error };
    throw error;
  }
}

globalThis.addEventListener('online', () => void flush());
connection.subscribe(() => {
  if (connection.get() === 'online') void flush();
});
