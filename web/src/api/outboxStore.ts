import type { CellsBody, CellValue } from './types';

/** One edit request as it waits to be sent; `key` is its client_key, so a resend never happens twice. */
export interface OutboxEntry {
  key: string;
  person: number;
  table: string;
  body: CellsBody;
  /** What the cells held before, for the words of a conflict; same order as `body.edits`. */
  before: CellValue[];
  at: string;
}

const DATABASE = 'genjin';
const STORE = 'outbox';

function request<T>(made: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    made.onsuccess = () => resolve(made.result);
    made.onerror = () => reject(made.error ?? new Error('indexeddb'));
  });
}

let opening: Promise<IDBDatabase | null> | null = null;

/** Null where the browser keeps nothing (private windows): edits then live only as long as the page. */
function database(): Promise<IDBDatabase | null> {
  opening ??= new Promise((resolve) => {
    if (!('indexedDB' in globalThis)) return resolve(null);
    const made = indexedDB.open(DATABASE, 1);
    made.onupgradeneeded = () => made.result.createObjectStore(STORE, { keyPath: 'key' });
    made.onsuccess = () => resolve(made.result);
    made.onerror = () => resolve(null);
  });
  return opening;
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  const db = await database();
  return db ? request(work(db.transaction(STORE, mode).objectStore(STORE))) : undefined;
}

/** Edits of one person kept from before a reload, oldest first. */
export async function loadEntries(person: number): Promise<OutboxEntry[]> {
  const all = (await inStore<OutboxEntry[]>('readonly', (store) => store.getAll())) ?? [];
  return all.filter((entry) => entry.person === person).sort((a, b) => a.at.localeCompare(b.at));
}

export async function keepEntry(entry: OutboxEntry): Promise<void> {
  await inStore('readwrite', (store) => store.put(entry));
}

export async function dropEntry(key: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(key));
}
