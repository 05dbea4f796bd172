import type { ApiError } from '@/api/errors';
import { listenOutbox, outbox, sendCells, type OutboxEntry, type Outcome } from '@/api/outbox';
import { connection } from '@/api/connection';
import type { CellEditBody, CellResult, CellsAnswer, CellValue, EditExtra, EditKind, Json, Via } from '@/api/types';
import type { CellEdit as GridEdit, CellState, EditKind as GridKind } from '@/tableview/model/contract';
import type { RowStore } from './rowStore';

/** A cell the server will only write with a reason or an amount. */
export interface Question {
  edit: CellEditBody;
  needs: 'reason' | 'amount';
  message: string;
}

export interface EditHandlers {
  table: string;
  via: Via;
  /** All column ids in schema order: the order of cells in an answer that does not name them. */
  columns: () => string[];
  /** Asks the person; `edits` are sent again with what they say, or dropped. */
  ask: (questions: Question[]) => void;
  /** An operation of this window has been written. */
  done: (answer: CellsAnswer, kind: EditKind, cells: number, rows: number, columns: number) => void;
}

const MOST_CELLS = 20_000;
const NEEDS: Record<string, Question['needs']> = { reason_required: 'reason', amount_required: 'amount' };

/** The words a value is typed and read back with, where only the value is at hand. */
export function textOf(value: CellValue | Json | undefined): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'object') return String((value as { label?: string; words?: string }).label ?? (value as { words?: string }).words ?? '');
  return String(value);
}

/** What is sent for a picked value: a person, stage or link goes as its id. */
function asJson(value: GridEdit['value'], text: string): Json {
  if (value === undefined) return text === '' ? null : text;
  if (value !== null && typeof value === 'object' && 'id' in value) return value.id;
  return value as Json;
}

/** Carries the grid's edits to the outbox and what becomes of them back into the rows. */
export class EditLine {
  private readonly stops: (() => void)[] = [];
  /** Where the selection was when the last edit was sent. */
  private sentAt = 0;

  constructor(
    private readonly store: RowStore,
    private readonly handlers: EditHandlers,
  ) {}

  start(): () => void {
    this.overlay();
    this.stops.push(
      outbox.subscribe(() => this.overlay()),
      connection.subscribe(() => this.overlay()),
      listenOutbox((outcome) => this.hear(outcome)),
    );
    return () => {
      for (const stop of this.stops.splice(0)) stop();
    };
  }

  edit(edits: readonly GridEdit[], kind: GridKind): void {
    this.remember(edits);
    const bodies = edits.map((edit) => ({ row: edit.rowId, column: edit.columnId, value: asJson(edit.value, edit.text) }));
    this.send(bodies, kind === 'cut' ? 'clear' : kind);
  }

  /** Sends edits, with what was asked for them, as one operation. */
  send(edits: CellEditBody[], kind: EditKind, force = false): void {
    this.sentAt = this.store.settlements;
    for (let from = 0; from < edits.length; from += MOST_CELLS) {
      const part = edits.slice(from, from + MOST_CELLS);
      const before = part.map((edit) => this.store.book.cells(edit.row)?.[edit.column] ?? null);
      for (const edit of part) this.store.book.setState(edit.row, edit.column, undefined);
      const body = { edits: part, via: this.handlers.via, kind, ...(force && { force }) };
      sendCells(this.handlers.table, this.store.position > 0 ? { ...body, base: this.store.position } : body, before);
    }
  }

  /** A conflict is decided: mine is sent again over theirs, or theirs stays. */
  resolve(row: number, column: string, keep: 'mine' | 'theirs'): void {
    const state = this.store.book.state(row, column);
    if (state?.kind !== 'conflict') return;
    this.store.book.setState(row, column, undefined);
    if (keep === 'mine') this.send([{ row, column, value: asJson(state.mine, state.mineText ?? '') }], 'type', true);
    this.store.redraw();
  }

  answer(questions: Question[], extra: EditExtra): void {
    this.send(questions.map(({ edit }) => ({ ...edit, extra: { ...edit.extra, ...extra } })), 'type');
  }

  /** What is typed but unsent is laid over the rows: on its way, or kept here until the network returns. */
  private overlay(): void {
    const next = new Map<number, Record<string, CellState>>();
    const kind = connection.get() === 'online' ? 'saving' : 'queued';
    for (const entry of this.own()) {
      for (const edit of entry.body.edits) {
        const states = next.get(edit.row) ?? {};
        states[edit.column] = { kind, text: this.shown(edit) };
        next.set(edit.row, states);
      }
    }
    this.store.book.setUnsent(next);
    this.store.redraw();
  }

  private own(): OutboxEntry[] {
    return outbox.get().entries.filter((entry) => entry.table === this.handlers.table);
  }

  private readonly labels = new Map<string, string>();

  /** Remembers the label of picked values, so that a person shows by name while only the id is sent. */
  remember(edits: readonly GridEdit[]): void {
    for (const edit of edits) {
      if (edit.text !== '') this.labels.set(`${edit.columnId} ${JSON.stringify(asJson(edit.value, edit.text))}`, edit.text);
    }
  }

  private shown(edit: CellEditBody): string {
    return this.labels.get(`${edit.column} ${JSON.stringify(edit.value)}`) ?? textOf(edit.value);
  }

  private hear(outcome: Outcome): void {
    const { entry } = outcome;
    if (entry.table !== this.handlers.table) return;
    if ('error' in outcome) return this.refuseAll(entry, outcome.error);
    const { answer } = outcome;
    this.store.position = Math.max(this.store.position, answer.position);
    this.store.applyRows(answer.columns ?? this.handlers.columns(), answer.rows);
    const questions: Question[] = [];
    answer.results.forEach((result, index) => {
      const edit = entry.body.edits[index];
      if (edit) this.settle(edit, result, entry, entry.before[index] ?? null, questions);
    });
    // The selection left the row while the answer was on its way: nothing will move any more to let it go.
    if (this.store.settlements !== this.sentAt) this.store.settle();
    this.store.redraw();
    if (questions.length > 0) this.handlers.ask(questions);
    this.tell(entry, answer);
  }

  private settle(edit: CellEditBody, result: CellResult, entry: OutboxEntry, before: CellValue, questions: Question[]): void {
    const needs = NEEDS[result.code ?? ''];
    if (result.status === 'refused' && needs) questions.push({ edit, needs, message: result.message ?? '' });
    else this.store.book.setState(edit.row, edit.column, this.stateAfter(edit, result, entry, before));
  }

  private stateAfter(edit: CellEditBody, result: CellResult, entry: OutboxEntry, before: CellValue): CellState | undefined {
    if (result.status === 'refused') return { kind: 'refused', text: this.shown(edit), reason: result.message ?? '' };
    if (result.status !== 'conflict' || !result.theirs) return undefined;
    const { by, value, at } = result.theirs;
    return {
      kind: 'conflict',
      mine: edit.value as never,
      mineText: this.shown(edit),
      mineAt: entry.at,
      theirs: value as never,
      base: before as never,
      by: typeof by === 'string' ? by : by.label,
      at,
    };
  }

  private refuseAll(entry: OutboxEntry, error: ApiError): void {
    for (const edit of entry.body.edits) {
      this.store.book.setState(edit.row, edit.column, { kind: 'refused', text: this.shown(edit), reason: error.message });
    }
    this.store.redraw();
  }

  private tell(entry: OutboxEntry, answer: CellsAnswer): void {
    const done = answer.results.filter((result) => result.status === 'done');
    if (done.length === 0) return;
    const rows = new Set(done.map((result) => result.row)).size;
    const columns = new Set(done.map((result) => result.column)).size;
    this.handlers.done(answer, entry.body.kind ?? 'type', done.length, rows, columns);
  }
}
