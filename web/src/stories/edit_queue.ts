import type { CellEdit, CellState, CellValue, ColumnId, Conflict, EditKind, GridRow, RowGroup, RowId, RowRange, RowSource } from '@/tableview/model/contract';

/** One act of the person: sent, undone and shown in the history as a whole. */
export interface Batch {
  readonly id: number;
  readonly kind: EditKind;
  readonly edits: readonly CellEdit[];
}

/** What became of one cell. `value` is what the server read. */
export type CellOutcome = { readonly rowId: RowId; readonly columnId: ColumnId } & (
  | { readonly result: 'saved'; readonly value: CellValue }
  | { readonly result: 'refused'; readonly reason: string }
  | { readonly result: 'conflict'; readonly conflict: Omit<Conflict, 'kind'> }
);

/** Thrown by `send` when there is no network: the batch waits and is sent again. */
export class Offline extends Error {}

export interface EditQueueOptions {
  readonly send: (batch: Batch) => Promise<readonly CellOutcome[]>;
  /** Values that were stored, for the owner of the rows to take over before the overlay goes. */
  readonly onSaved: (changes: readonly { readonly rowId: RowId; readonly columnId: ColumnId; readonly value: CellValue }[]) => void;
  /** A failure that is neither a refusal nor the network; the cells are marked with these words. */
  readonly wordsOf: (error: unknown) => string;
}

interface Pending {
  readonly batch: number;
  readonly edit: CellEdit;
  readonly state: CellState;
}

/**
 * Edits on their way. They are shown at once, sent one batch after the other in the order they were made, wait while
 * there is no network, and stay visible with the reason when they are refused: nothing typed is lost.
 */
export class EditQueue {
  private readonly options: EditQueueOptions;
  private readonly cells = new Map<RowId, Map<ColumnId, Pending>>();
  private readonly shown = new Map<RowId, Readonly<Record<ColumnId, CellState>>>();
  private batches: Batch[] = [];
  private sending = false;
  private online = true;
  private lastId = 0;
  private readonly listeners = new Set<() => void>();

  constructor(options: EditQueueOptions) {
    this.options = options;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Batches not yet answered, oldest first: what to keep in the browser so that a closed tab loses nothing. */
  get pending(): readonly Batch[] {
    return this.batches;
  }

  add(edits: readonly CellEdit[], kind: EditKind): void {
    const batch = { id: (this.lastId += 1), kind, edits };
    this.batches = [...this.batches, batch];
    this.mark(batch);
    this.announce();
    void this.run();
  }

  /** Batches kept from before the page was loaded. */
  restore(batches: readonly Omit<Batch, 'id'>[]): void {
    for (const { edits, kind } of batches) this.add(edits, kind);
  }

  /** The network went or came back. */
  setOnline(online: boolean): void {
    if (online === this.online) return;
    this.online = online;
    for (const batch of this.batches) this.mark(batch);
    this.announce();
    void this.run();
  }

  /** States of a row's cells; the same object until one of them changes. */
  statesOf(rowId: RowId): Readonly<Record<ColumnId, CellState>> | undefined {
    return this.shown.get(rowId);
  }

  /** Lets a refused or conflicting edit go: the stored value is shown again. */
  dismiss(rowId: RowId, columnId: ColumnId): void {
    this.set(rowId, columnId, undefined);
    this.announce();
  }

  private mark(batch: Batch): void {
    const kind = this.online ? 'saving' : 'queued';
    for (const edit of batch.edits) {
      const current = this.cells.get(edit.rowId)?.get(edit.columnId);
      if (current && current.batch > batch.id) continue;
      const state: CellState = edit.value === undefined ? { kind, text: edit.text } : { kind, value: edit.value };
      this.set(edit.rowId, edit.columnId, { batch: batch.id, edit, state });
    }
  }

  private async run(): Promise<void> {
    const [batch] = this.batches;
    if (this.sending || !this.online || !batch) return;
    this.sending = true;
    try {
      this.settle(batch, await this.options.send(batch));
    } catch (error) {
      if (error instanceof Offline) {
        this.sending = false;
        this.setOnline(false);
        return;
      }
      const reason = this.options.wordsOf(error);
      this.settle(batch, batch.edits.map(({ rowId, columnId }) => ({ rowId, columnId, result: 'refused', reason })));
    }
    this.sending = false;
    void this.run();
  }

  private settle(batch: Batch, outcomes: readonly CellOutcome[]): void {
    this.batches = this.batches.filter(({ id }) => id !== batch.id);
    const saved = outcomes.filter((outcome) => outcome.result === 'saved');
    if (saved.length > 0) this.options.onSaved(saved.map(({ rowId, columnId, value }) => ({ rowId, columnId, value })));
    for (const outcome of outcomes) {
      const pending = this.cells.get(outcome.rowId)?.get(outcome.columnId);
      // A newer edit of the same cell is already under way: its state stands.
      if (pending?.batch === batch.id) this.set(outcome.rowId, outcome.columnId, after(pending, outcome));
    }
    this.announce();
  }

  private set(rowId: RowId, columnId: ColumnId, pending: Pending | undefined): void {
    const row = this.cells.get(rowId) ?? new Map<ColumnId, Pending>();
    if (pending) row.set(columnId, pending);
    else row.delete(columnId);
    if (row.size > 0) {
      this.cells.set(rowId, row);
      this.shown.set(rowId, Object.fromEntries([...row].map(([id, { state }]) => [id, state])));
    } else {
      this.cells.delete(rowId);
      this.shown.delete(rowId);
    }
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function after(pending: Pending, outcome: CellOutcome): Pending | undefined {
  switch (outcome.result) {
    case 'saved': return undefined;
    case 'refused': return { ...pending, state: { kind: 'refused', text: pending.edit.text, reason: outcome.reason } };
    case 'conflict': return { ...pending, state: { kind: 'conflict', ...outcome.conflict } };
  }
}

/** Rows of a source with the edits on their way laid over them. */
export class EditedRows implements RowSource {
  private readonly source: RowSource;
  private readonly queue: EditQueue;
  private readonly merged = new WeakMap<GridRow, { readonly states: object; readonly row: GridRow }>();

  constructor(source: RowSource, queue: EditQueue) {
    this.source = source;
    this.queue = queue;
  }

  get rowCount(): number {
    return this.source.rowCount;
  }

  get rowCountIsExact(): boolean {
    return this.source.rowCountIsExact;
  }

  get groups(): readonly RowGroup[] {
    return this.source.groups;
  }

  get sums(): Readonly<Record<ColumnId, number | null>> {
    return this.source.sums;
  }

  getRow = (index: number): GridRow | undefined => {
    const row = this.source.getRow(index);
    const states = row && this.queue.statesOf(row.id);
    if (!row || !states) return row;
    const known = this.merged.get(row);
    if (known?.states === states) return known.row;
    const merged = { ...row, states: { ...row.states, ...states } };
    this.merged.set(row, { states, row: merged });
    return merged;
  };

  indexOf(id: RowId): number | undefined {
    return this.source.indexOf(id);
  }

  ensure(range: RowRange): void {
    this.source.ensure(range);
  }

  load(range: RowRange): Promise<void> {
    return this.source.load(range);
  }

  subscribe = (listener: () => void): (() => void) => {
    const forgetSource = this.source.subscribe(listener);
    const forgetQueue = this.queue.subscribe(listener);
    return () => {
      forgetSource();
      forgetQueue();
    };
  };
}
