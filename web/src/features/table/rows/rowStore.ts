import type { Filter, GroupEntry, Json, Page, QueryBody, RowsEvent, Sort, Totals } from '@/api/types';
import type { CellValue, GridRow, RowGroup, RowRange, RowSource } from '@/tableview/model/contract';
import { RowBook, type DeadOf, type Shown, type ToneOf } from './book';
import { Later } from './later';
import { matches, type MatchContext } from './matches';
import type { RowApi } from './rowApi';
import { Segment } from './segment';

export interface RowQuery {
  filter: Filter | null;
  sort: Sort;
  search: string;
  /** Column id, or null for one flat list. */
  group: string | null;
  /** The operator that picks one value of the grouped column. */
  groupOp?: 'is' | 'eq';
  /** Columns summed for groups and footer. */
  sums: string[];
}

export interface RowStoreOptions {
  api: RowApi;
  query: RowQuery;
  context: () => MatchContext;
  toneOf: ToneOf;
  shown?: Shown;
  deadOf?: DeadOf;
  /** Words beside a group that holds late rows. */
  attentionWords: (count: number) => string;
  emptyLabel: string;
}

export interface StoreState {
  phase: 'loading' | 'ready' | 'failed';
  error?: unknown;
  count: number;
  capped: boolean;
  /** Rows of others that fit the filter but do not stand in the list yet. */
  fresh: number;
  version: number;
}

const AHEAD = 100;
const RECOUNT_MS = 400;
const CHANGED_MS = 1_500;
const MOST_REFRESHED = 2_000;

interface Block {
  segment: Segment;
  entry: GroupEntry | null;
}

/** The rows of one view on one table, kept in step with the server. Framework-free; React reads `state`. */
export class RowStore implements RowSource {
  readonly book: RowBook;
  readonly query: RowQuery;
  position = 0;
  groups: readonly RowGroup[] = [];
  sums: Readonly<Record<string, number | null>> = {};
  state: StoreState = { phase: 'loading', count: 0, capped: false, fresh: 0, version: 0 };
  private blocks: Block[] = [];
  private offsets: number[] = [0];
  private places: Map<number, number> | null = null;
  private readonly collapsed = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private readonly freshIds = new Set<number>();
  private readonly moved = new Set<number>();
  private readonly recount: Later;
  private readonly fade: Later;
  private readonly reread: Later;
  private visible: RowRange = { from: 0, to: AHEAD };
  private stopped = false;

  constructor(private readonly options: RowStoreOptions) {
    this.query = options.query;
    this.book = new RowBook(options.toneOf, options.shown, options.deadOf);
    this.recount = new Later(RECOUNT_MS, () => void this.readCounts());
    this.reread = new Later(RECOUNT_MS, () => void this.refresh(this.book.leftIds()));
    this.fade = new Later(CHANGED_MS, () => {
      if (this.book.clearChanged()) this.emit();
    });
  }

  // ---- reading -------------------------------------------------------------------------------------------------

  get rowCount(): number {
    return this.offsets.at(-1) ?? 0;
  }

  get rowCountIsExact(): boolean {
    return this.blocks.every((block) => block.segment.complete) || (this.state.phase === 'ready' && !this.state.capped);
  }

  getRow(index: number): GridRow | undefined {
    const at = this.blockAt(index);
    const id = this.blocks[at]?.segment.ids[index - (this.offsets[at] ?? 0)];
    return id === undefined ? undefined : this.book.row(id);
  }

  indexOf(id: number): number | undefined {
    if (!this.places) {
      this.places = new Map();
      for (const [at, block] of this.blocks.entries()) {
        for (const [index, rowId] of block.segment.ids.entries()) this.places.set(rowId, (this.offsets[at] ?? 0) + index);
      }
    }
    return this.places.get(id);
  }

  /** Loaded ids in list order. */
  loadedIds(): number[] {
    return this.blocks.flatMap((block) => block.segment.ids);
  }

  /** The loaded row before or after another one in the list. */
  stepFrom(id: number | undefined, by: 1 | -1): number | undefined {
    const at = id === undefined ? undefined : this.indexOf(id);
    if (at === undefined) return undefined;
    this.ensure({ from: at + by, to: at + by + 1 });
    return this.getRow(at + by)?.id;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): StoreState => this.state;

  ensure(range: RowRange): void {
    this.visible = range;
    this.load({ from: range.from, to: range.to + AHEAD }).catch((error: unknown) => this.fail(error));
  }

  async load(range: RowRange): Promise<void> {
    await Promise.all(
      this.blocks.map((block, at) => {
        const start = this.offsets[at] ?? 0;
        const size = (this.offsets[at + 1] ?? start) - start;
        if (range.to <= start || range.from >= start + size) return undefined;
        return block.segment.ensure(Math.min(range.to - start, Math.max(size, 1)));
      }),
    );
  }

  // ---- starting and reloading ----------------------------------------------------------------------------------

  async start(): Promise<void> {
    this.stopped = false;
    try {
      if (this.query.group === null) {
        this.setBlocks([{ segment: this.segment(null, AHEAD), entry: null }]);
        // The first page does not wait for the count.
        void this.readCounts();
        await this.load({ from: 0, to: 1 });
      } else {
        await this.readCounts();
        await this.load(this.visible);
      }
      this.change({ phase: 'ready' });
    } catch (error) {
      this.fail(error);
    }
  }

  stop(): void {
    this.stopped = true;
    this.recount.cancel();
    this.fade.cancel();
    this.reread.cancel();
    for (const block of this.blocks) block.segment.close();
  }

  /** Reads again what is on the screen, in the server's order, and swaps it in at once. `keep` stays, dimmed if gone. */
  async refresh(keep: readonly number[] = []): Promise<void> {
    const wanted = Math.min(Math.max(this.visible.to + AHEAD, AHEAD), MOST_REFRESHED);
    const old = new Map(keep.map((id) => [id, this.indexOf(id)] as const));
    if (this.query.group !== null) await this.readCounts();
    const blocks = this.blocks.map((block) => ({
      segment: this.segment(block.entry, block.segment.expected),
      entry: block.entry,
    }));
    try {
      await Promise.all(
        blocks.map((block, at) => {
          const start = this.offsets[at] ?? 0;
          const loaded = this.blocks[at]?.segment.ids.length ?? 0;
          return loaded === 0 ? undefined : block.segment.ensure(Math.max(1, Math.min(loaded, wanted - start)));
        }),
      );
    } catch (error) {
      return this.fail(error);
    }
    if (this.stopped) return;
    for (const block of this.blocks) block.segment.close();
    for (const id of this.book.leftIds()) this.book.setLeft(id, false);
    this.moved.clear();
    this.freshIds.clear();
    this.setBlocks(blocks);
    for (const [id, index] of old) this.keepAt(id, index);
    this.change({ phase: 'ready', fresh: 0 });
    this.recount.soon();
  }

  // ---- changes -------------------------------------------------------------------------------------------------

  /** Puts fresh rows in place and dims those that no longer fit. */
  applyRows(columns: readonly string[], rows: Page['rows']): void {
    const group = this.query.group;
    const before = new Map(rows.map((row) => [row.id, group ? this.book.cells(row.id)?.[group] : undefined] as const));
    this.book.put(columns, rows);
    for (const { id } of rows) {
      if (this.indexOf(id) === undefined) continue;
      const cells = this.book.cells(id) ?? {};
      const fits = this.query.search ? undefined : matches(this.query.filter, cells, this.options.context());
      const wandered = group !== null && identity(before.get(id)) !== identity(cells[group]);
      if (wandered) this.moved.add(id);
      this.book.setLeft(id, fits === false || this.moved.has(id));
    }
    this.recount.soon();
    this.emit();
  }

  /** A live event of this table. Marks foreign changes for a moment and counts rows that would newly appear. */
  applyEvent(event: RowsEvent, me: number): void {
    this.position = Math.max(this.position, event.position);
    const foreign = event.actor !== null && event.actor.id !== me;
    const added = event.rows.filter((row) => this.indexOf(row.id) === undefined);
    this.applyRows(event.columns, event.rows);
    for (const id of event.gone) this.remove(id);
    for (const row of added) {
      const fits = matches(this.query.filter, this.book.cells(row.id) ?? {}, this.options.context());
      if (fits === true && !this.query.search) this.freshIds.add(row.id);
    }
    if (foreign) this.markChanged(event);
    // Rows this person brought back or made elsewhere belong where the server puts them.
    else if (added.length > 0) this.reread.soon();
    this.change({ fresh: this.freshIds.size });
  }

  private markChanged(event: RowsEvent): void {
    const [by, at] = [event.actor?.label ?? '', new Date().toISOString()];
    for (const [id, columns] of Object.entries(event.changed)) {
      for (const column of columns) {
        if (!this.book.state(Number(id), column)) this.book.setState(Number(id), column, { kind: 'changed', by, at });
      }
    }
    this.fade.soon();
  }

  /** Puts new rows of this person's own at the top, where they are seen. */
  insert(columns: readonly string[], rows: Page['rows']): void {
    this.book.put(columns, rows);
    const first = this.blocks[0];
    if (!first) return;
    const added = rows.map((row) => row.id).filter((id) => this.indexOf(id) === undefined);
    first.segment.ids.unshift(...added);
    first.segment.expected += added.length;
    for (const id of added) this.freshIds.delete(id);
    this.relayout();
    this.recount.soon();
  }

  remove(id: number): void {
    for (const { segment } of this.blocks) {
      const index = segment.ids.indexOf(id);
      if (index < 0) continue;
      segment.ids.splice(index, 1);
      segment.expected = Math.max(segment.ids.length, segment.expected - 1);
    }
    this.freshIds.delete(id);
    this.book.setLeft(id, false);
    this.relayout();
    this.recount.soon();
  }

  private stay: ReadonlySet<number> = new Set();
  /** How often the selection has moved: an answer that comes after it has to let go what it found gone. */
  settlements = 0;

  /** The selection has moved: rows that had left the filter and are no longer looked at now go. */
  settle(stay: ReadonlySet<number> = this.stay): void {
    this.stay = stay;
    this.settlements += 1;
    const going = this.book.leftIds().filter((id) => !stay.has(id));
    if (going.some((id) => this.moved.has(id))) void this.refresh([...stay]);
    else for (const id of going) this.remove(id);
  }

  toggleGroup(key: string): void {
    if (this.collapsed.has(key)) this.collapsed.delete(key);
    else this.collapsed.add(key);
    this.relayout();
  }

  setOpen(id: number | undefined): void {
    this.book.setOpen(id);
    this.emit();
  }

  /** Time has passed: reads the rows on the screen again so that colours and words are of now. */
  async tick(): Promise<void> {
    const ids: number[] = [];
    for (let index = this.visible.from; index < this.visible.to && ids.length < 200; index += 1) {
      const row = this.getRow(index);
      if (row) ids.push(row.id);
    }
    if (ids.length === 0) return;
    const page = await this.options.api.byId(ids).catch(() => null);
    if (!page || this.stopped) return;
    this.book.put(page.columns, page.rows);
    this.book.repaint();
    this.emit();
  }

  redraw(): void {
    this.emit();
  }

  // ---- inside --------------------------------------------------------------------------------------------------

  private where() {
    return { filter: this.query.filter, search: this.query.search };
  }

  private segment(entry: GroupEntry | null, expected: number): Segment {
    const filter = entry && this.query.group !== null ? within(this.query, entry.value) : this.query.filter;
    const body: QueryBody = { filter, sort: this.query.sort, search: this.query.search };
    return new Segment(
      (cursor, limit) => this.options.api.query({ ...body, cursor, limit }),
      (page) => {
        this.position = Math.max(this.position, page.position);
        this.book.put(page.columns, page.rows);
        this.relayout();
      },
      expected,
    );
  }

  private async readCounts(): Promise<void> {
    try {
      const { group, sums } = this.query;
      const [groups, totals] = await Promise.all([
        group === null ? null : this.options.api.groups({ ...this.where(), group, sums }),
        sums.length > 0 ? this.options.api.totals({ ...this.where(), sums }) : this.options.api.count(this.where()),
      ]);
      if (this.stopped) return;
      this.sums = (totals as Partial<Totals>).sums ?? {};
      if (groups) this.regroup(groups.groups);
      else this.expect(totals.count, totals.capped);
      this.relayout();
      this.change({ count: totals.count, capped: totals.capped });
    } catch (error) {
      if (this.state.phase === 'loading') throw error;
    }
  }

  private expect(count: number, capped: boolean): void {
    const segment = this.blocks[0]?.segment;
    if (!segment || segment.complete) return;
    segment.openEnded = capped;
    segment.expected = Math.max(count, segment.ids.length);
  }

  /** Keeps the loaded rows of groups that still exist. */
  private regroup(entries: GroupEntry[]): void {
    const former = new Map(this.blocks.map((block) => [keyOf(block.entry?.value), block] as const));
    this.setBlocks(
      entries.map((entry) => {
        const block = former.get(keyOf(entry.value));
        if (block && !block.segment.complete) block.segment.expected = Math.max(entry.count, block.segment.ids.length);
        return { entry, segment: block?.segment ?? this.segment(entry, entry.count) };
      }),
    );
  }

  private setBlocks(blocks: Block[]): void {
    this.blocks = blocks;
    this.relayout();
  }

  private relayout(): void {
    this.places = null;
    this.offsets = [0];
    for (const { segment } of this.blocks) this.offsets.push((this.offsets.at(-1) ?? 0) + segment.expected);
    this.groups = this.query.group === null ? [] : this.blocks.flatMap((block) => this.drawGroup(block));
    this.emit();
  }

  private drawGroup({ entry, segment }: Block): RowGroup[] {
    if (!entry) return [];
    const key = keyOf(entry.value);
    const note = entry.attention > 0 && { level: 'red' as const, words: this.options.attentionWords(entry.attention) };
    return [{
      key,
      value: entry.value as CellValue,
      label: entry.label || this.options.emptyLabel,
      count: segment.expected,
      sums: entry.sums,
      collapsed: this.collapsed.has(key),
      ...(note && { note }),
    }];
  }

  private keepAt(id: number, index: number | undefined): void {
    if (index === undefined || this.indexOf(id) !== undefined || !this.book.has(id)) return;
    const at = this.blockAt(index);
    const segment = this.blocks[at]?.segment;
    if (!segment) return;
    segment.ids.splice(Math.min(index - (this.offsets[at] ?? 0), segment.ids.length), 0, id);
    segment.expected += 1;
    this.book.setLeft(id, true);
    this.relayout();
  }

  private blockAt(index: number): number {
    let [low, high] = [0, this.blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.offsets[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private fail(error: unknown): void {
    if (!this.stopped) this.change({ phase: this.state.phase === 'ready' ? 'ready' : 'failed', error });
  }

  private change(part: Partial<StoreState>): void {
    this.state = { ...this.state, ...part };
    this.emit();
  }

  private emit(): void {
    this.state = { ...this.state, version: this.state.version + 1 };
    for (const listener of [...this.listeners]) listener();
  }
}

function keyOf(value: Json | undefined): string {
  return JSON.stringify(value ?? null);
}

/** What makes two group values the same: a stage is its id, whatever else is sent with it. */
function identity(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : JSON.stringify(value ?? null);
}

/** The filter narrowed to one group. */
function within({ filter, group, groupOp }: RowQuery, value: Json): Filter {
  const column = group ?? '';
  const operand = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value['id'] ?? null) : value;
  const own: Filter = operand === null ? { column, op: 'empty' } : { column, op: groupOp ?? 'is', value: operand };
  return filter === null ? own : { and: [filter, own] };
}
