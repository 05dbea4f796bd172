import i18next from 'i18next';
import { toast } from '@/kit/notice/notice';
import { api } from './client';
import { apiError } from './errors';
import { takeBackUnsent } from './outbox';
import { queryClient } from './queryClient';
import type { UndoAnswer } from './types';

/** What this person did in this window, newest last: Ctrl Z walks back through it, Ctrl Y forward again. */
let done: number[] = [];
let undone: number[] = [];
const KEPT = 100;

/** Puts an operation on the undo stack without saying anything. */
export function recordOperation(operation: number | null | undefined): void {
  if (!operation) return;
  done = [...done.filter((id) => id !== operation), operation].slice(-KEPT);
  undone = [];
}

/** Says what was done and offers to undo it; the operation also goes on the Ctrl Z stack. */
export function notifyUndo(words: string, operation: number | null | undefined): void {
  recordOperation(operation);
  if (!operation) return toast({ words });
  toast({
    id: `operation-${operation}`,
    words,
    action: { label: i18next.t('app:undo.undo'), hotkey: 'mod+z', run: () => void undoOperation(operation) },
  });
}

function undoneWords(answer: UndoAnswer): string {
  const { restored, kept, mails_out: out } = answer;
  const words = kept > 0 ? i18next.t('app:undo.partly', { restored, kept }) : i18next.t('app:undo.done', { count: restored });
  return withMails(words, out);
}

/** Adds how many mails had left before. */
export function withMails(words: string, count: number): string {
  return count > 0 ? i18next.t('app:undo.mailsOut', { words, count }) : words;
}

async function send(operation: number): Promise<UndoAnswer> {
  const answer = await api.post<UndoAnswer>(`/operations/${operation}/undo`, { client_key: crypto.randomUUID() });
  // Live events bring changed rows; what is only read by query (timeline, history, figures) is asked for again.
  void queryClient.invalidateQueries();
  return answer;
}

/** Undoes one operation and offers to redo it. */
export async function undoOperation(operation: number): Promise<void> {
  try {
    const answer = await send(operation);
    done = done.filter((id) => id !== operation);
    undone = [...undone, answer.operation];
    toast({
      id: `operation-${operation}`,
      words: undoneWords(answer),
      action: { label: i18next.t('app:undo.redo'), hotkey: 'mod+y', run: () => void redoOperation(answer.operation) },
    });
  } catch (error) {
    done = done.filter((id) => id !== operation);
    toast({ words: apiError(error), tone: 'red' });
  }
}

/** Redo is the undo of the undoing operation. */
export async function redoOperation(operation: number): Promise<void> {
  try {
    const answer = await send(operation);
    undone = undone.filter((id) => id !== operation);
    done = [...done, answer.operation];
    toast({
      id: `operation-${operation}`,
      words: i18next.t('app:undo.redone', { count: answer.restored }),
      action: { label: i18next.t('app:undo.undo'), hotkey: 'mod+z', run: () => void undoOperation(answer.operation) },
    });
  } catch (error) {
    undone = undone.filter((id) => id !== operation);
    toast({ words: apiError(error), tone: 'red' });
  }
}

export function undoLast(): void {
  if (takeBackUnsent()) return toast({ words: i18next.t('app:undo.unsent') });
  const last = done.at(-1);
  if (last) void undoOperation(last);
  else toast({ words: i18next.t('app:undo.nothing') });
}

export function redoLast(): void {
  const last = undone.at(-1);
  if (last) void redoOperation(last);
  else toast({ words: i18next.t('app:undo.nothing_redo') });
}
