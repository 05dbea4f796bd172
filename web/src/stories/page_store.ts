import type { CellValue, ColumnId, GridRow, RowGroup, RowId, RowRange, RowSource } from '@/tableview/model/contract';

/** Asks for rows in the order of the view: `limit` rows, beginning `skip` rows after the cursor (null: the first row). */
export interface PageRequest {
  readonly after: string | null;
  readonly skip: number;
  readonly limit: number;
}

export interface Page {
  readonly rows: readonly GridRow[];
  /** Cursor after the last of these rows; null at the end of the table. */
  readonly next: string | null;
}

export interface PageStoreOptions {
  readonly fetchPage: (request: PageRequest, signal: AbortSignal) => Promise<Page>;
  readonly pageSize?: number;
  /** Loaded rows that are kept; beyond it those far from the view are forgotten. */
  readonly keep?: number;
  readonly onError?: (error: unknown) => void;
}

interface Anchor {
  readonly index: number;
  readonly cursor: string;
}

/** Rows of one view, fetched page by page as they come into sight. Answers at once with what is there. */
export class PageStore implements RowSource {
  rowCount = 0;
  rowCountIsExact = false;
  groups: readonly RowGroup[] = [];
  sums: Readonly<Record<ColumnId, number | null>> = {};
  private rows: (GridRow | undefined)[] = [];
  private readonly indexes = new Map<RowId, number>();
  private anchors: Anchor[] = [];
  private loaded = 0;
  private wanted: RowRange | undefined;
  private fetching: { readonly range: RowRange; readonly abort: AbortController } | undefined;
  private readonly waiting: { readonly range: RowRange; done(): void }[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly options: Required<PageStoreOptions>;

  constructor(options: PageStoreOptions) {
    this.options = { pageSize: 100, keep: 30_000, onError: () => undefined, ...options };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  getRow = (index: number): GridRow | undefined => this.rows[index];

  indexOf(id: RowId): number | undefined {
    return this.indexes.get(id);
  }

  /** The count, or an estimate of it; groups and sums come from the same answer of the server. */
  setCount(count: number, isExact: boolean, groups: readonly RowGroup[] = [], sums: Readonly<Record<ColumnId, number | null>> = {}): void {
    this.rowCount = count;
    this.rowCountIsExact = isExact;
    this.groups = groups;
    this.sums = sums;
    this.rows.length = count;
    this.announce();
  }

  setGroups(groups: readonly RowGroup[]): void {
    this.groups = groups;
    this.announce();
  }

  /** Forgets everything: the view has another filter or sort. */
  reset(): void {
    this.fetching?.abort.abort();
    this.fetching = undefined;
    this.rows = new Array<GridRow | undefined>(this.rowCount);
    this.indexes.clear();
    this.anchors = [];
    this.loaded = 0;
    this.announce();
    this.next();
  }

  ensure(range: RowRange): void {
    this.wanted = range;
    this.next();
  }

  load(range: RowRange): Promise<void> {
    if (!this.missing(range)) return Promise.resolve();
    return new Promise((done) => {
      this.waiting.push({ range, done });
      this.next();
    });
  }

  /** A row arrived anew, from an edit or a live update; false when it is not loaded. */
  replaceRow(row: GridRow): boolean {
    const index = this.indexes.get(row.id);
    if (index === undefined) return false;
    this.rows[index] = row;
    this.announce();
    return true;
  }

  /** Some cells of loaded rows got other values. */
  patchCells(changes: readonly { readonly rowId: RowId; readonly columnId: ColumnId; readonly value: CellValue }[]): void {
    for (const { rowId, columnId, value } of changes) {
      const index = this.indexes.get(rowId);
      const row = index === undefined ? undefined : this.rows[index];
      if (index !== undefined && row) this.rows[index] = { ...row, cells: { ...row.cells, [columnId]: value } };
    }
    this.announce();
  }

  /** A new row stands at an index; everything after it moves down. */
  insertRow(index: number, row: GridRow): void {
    this.rows.splice(index, 0, row);
    this.rowCount += 1;
    this.anchors = this.anchors.map((anchor) => (anchor.index > index ? { ...anchor, index: anchor.index + 1 } : anchor));
    this.reindex();
    this.announce();
  }

  removeRows(ids: ReadonlySet<RowId>): void {
    for (const id of ids) {
      const index = this.indexes.get(id);
      if (index === undefined) continue;
      this.rows.splice(index, 1);
      this.rowCount -= 1;
      this.anchors = this.anchors.map((anchor) => (anchor.index > index ? { ...anchor, index: anchor.index - 1 } : anchor));
      this.reindex();
    }
    this.announce();
  }

  /** Rows that no longer match the filter go, but for the one in which the person is. */
  dropLeft(keep: RowId | undefined): void {
    const left = this.rows.filter((row): row is GridRow => row?.left === true && row.id !== keep);
    if (left.length > 0) this.removeRows(new Set(left.map((row) => row.id)));
  }

  private missing(range: RowRange): RowRange | undefined {
    const to = Math.min(range.to, this.rowCount);
    let from = Math.max(0, range.from);
    while (from < to && this.rows[from] !== undefined) from += 1;
    return from < to ? { from, to } : undefined;
  }

  /** One request at a time: what is on the screen first, then what somebody waits for. */
  private next(): void {
    const seen = this.wanted && this.missing(this.wanted);
    if (this.fetching) {
      // While the thumb is dragged, pages it has long left are given up.
      const { range, abort } = this.fetching;
      const useless = seen && (range.to <= seen.from || range.from >= seen.to) && this.waiting.length === 0;
      if (!useless) return;
      abort.abort();
      this.fetching = undefined;
    }
    const gap = seen ?? this.waiting.map(({ range }) => this.missing(range)).find((range) => range !== undefined);
    if (!gap) return;
    // Not when an answer comes: whoever waited for it reads the rows a moment later.
    this.forgetFar();
    void this.fetch(gap);
  }

  private async fetch(gap: RowRange): Promise<void> {
    const { pageSize, fetchPage, onError } = this.options;
    const from = this.alignedStart(gap.from);
    const range = { from, to: Math.min(from + Math.max(pageSize, Math.min(gap.to - from, pageSize * 10)), this.rowCount) };
    const abort = new AbortController();
    const mine = { range, abort };
    this.fetching = mine;
    const anchor = this.anchors.findLast(({ index }) => index <= from);
    try {
      const page = await fetchPage({ after: anchor?.cursor ?? null, skip: from - (anchor?.index ?? 0), limit: range.to - from }, abort.signal);
      if (this.fetching !== mine) return;
      this.fetching = undefined;
      this.take(from, page);
    } catch (error) {
      if (this.fetching !== mine) return;
      this.fetching = undefined;
      onError(error);
      return;
    }
    this.next();
  }

  /** Pages begin at multiples of their size where nothing is loaded yet, so that neighbours share requests. */
  private alignedStart(index: number): number {
    const aligned = index - (index % this.options.pageSize);
    for (let at = index; at > aligned; at -= 1) if (this.rows[at - 1] !== undefined) return at;
    return aligned;
  }

  private take(from: number, { rows, next }: Page): void {
    rows.forEach((row, offset) => {
      if (this.rows[from + offset] === undefined) this.loaded += 1;
      this.rows[from + offset] = row;
      this.indexes.set(row.id, from + offset);
    });
    const end = from + rows.length;
    if (next !== null && !this.anchors.some(({ index }) => index === end)) {
      this.anchors.push({ index: end, cursor: next });
      this.anchors.sort((one, other) => one.index - other.index);
    }
    // The table turned out shorter than it was said to be.
    if (next === null && end < this.rowCount) {
      this.rowCount = end;
      this.rows.length = end;
      this.rowCountIsExact = true;
    }
    this.announce();
    this.settleWaiting();
  }

  private settleWaiting(): void {
    for (const entry of this.waiting.filter(({ range }) => !this.missing(range))) {
      this.waiting.splice(this.waiting.indexOf(entry), 1);
      entry.done();
    }
  }

  private forgetFar(): void {
    const { keep } = this.options;
    if (this.loaded <= keep || !this.wanted || this.waiting.length > 0) return;
    const low = this.wanted.from - keep / 4;
    const high = this.wanted.to + keep / 4;
    for (const [id, index] of this.indexes) {
      if (index >= low && index < high) continue;
      this.rows[index] = undefined;
      this.indexes.delete(id);
    }
    this.loaded = this.indexes.size;
  }

  private reindex(): void {
    this.indexes.clear();
    this.rows.forEach((row, index) => {
      if (row) this.indexes.set(row.id, index);
    });
    this.loaded = this.indexes.size;
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
