import type { ColumnId, Density, GridColumn } from '../model/contract';
import {
  columnAt, columnWindow, frozenWidth, HEAD_HEIGHT, leftShowing, lineWindow, nativeHeight, type PlacedColumn, placeColumns, ROW_HEIGHT,
  scrolledTop, type ScrollSize, tableWidth, toNative, topShowing,
} from '../model/geometry';
import type { Lines } from '../model/lines';
import type { Cell } from '../model/selection';
import type { Screen } from '../model/session';
import { Store } from '../model/store';

/** Lines drawn beyond what is seen, so that a wheel click never shows bare ground. */
export const SPARE_LINES = 8;
/** Rows stand relative to a base that changes seldom: scrolling then moves one element instead of every row. */
const BASE_STEP = 1_000;
/** After this time without scrolling the thumb is put where the rows are, milliseconds. */
const SETTLE = 160;
/** After a jump rows are drawn in full once the thumb has rested this long, milliseconds. */
const SKIM_REST = 90;

export interface ViewState {
  readonly top: number;
  readonly left: number;
  /** Size of the part in which rows are seen. */
  readonly view: number;
  readonly width: number;
}

export interface LineWindow {
  readonly from: number;
  readonly to: number;
  readonly base: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything is on the screen: scrolling, which lines and columns are drawn, and cells under pixels. */
export class Viewport implements Screen {
  readonly state = new Store<ViewState>({ top: 0, left: 0, view: 0, width: 0 });
  readonly window = new Store<LineWindow>({ from: 0, to: 0, base: 0 });
  readonly seen = new Store<{ readonly from: number; readonly to: number }>({ from: 0, to: 0 });
  readonly placed = new Store<readonly PlacedColumn[]>([]);
  /** The thumb is flying over the table: rows are drawn as bars, nobody could read them. */
  readonly skimming = new Store(false);
  rowHeight: number = ROW_HEIGHT.normal;
  private inset = 0;
  private columns: readonly GridColumn[] = [];
  private widths: Readonly<Record<ColumnId, number>> = {};
  private lines: () => Lines;
  private scroller: HTMLElement | undefined;
  private rows: HTMLElement | undefined;
  private native = 0;
  private shifted = 0;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(lines: () => Lines) {
    this.lines = lines;
  }

  /** Takes the elements over until the returned function is called. */
  attach(scroller: HTMLElement, rows: HTMLElement): () => void {
    this.scroller = scroller;
    this.rows = rows;
    const onScroll = (): void => { this.scrolled(); };
    const observer = new ResizeObserver(() => { this.measure(); });
    scroller.addEventListener('scroll', onScroll, { passive: true });
    observer.observe(scroller);
    this.measure();
    return () => {
      scroller.removeEventListener('scroll', onScroll);
      observer.disconnect();
      clearTimeout(this.settling);
      clearTimeout(this.resting);
    };
  }

  configure(columns: readonly GridColumn[], density: Density, inset: number): void {
    const height = ROW_HEIGHT[density];
    if (height !== this.rowHeight) {
      const { top } = this.state.get();
      this.state.patch({ top: (top / this.rowHeight) * height });
    }
    this.columns = columns;
    this.rowHeight = height;
    this.inset = inset;
    this.place();
    this.relayout();
  }

  /** Widths while a column edge is dragged. */
  setWidths(widths: Readonly<Record<ColumnId, number>>): void {
    this.widths = widths;
    this.place();
  }

  get size(): ScrollSize {
    const { view } = this.state.get();
    const lines = this.lines().count * this.rowHeight;
    return { total: lines > view ? lines + this.inset : lines, view };
  }

  get nativeHeight(): number {
    return nativeHeight(this.size);
  }

  pageRows(): number {
    return Math.max(1, Math.floor(this.state.get().view / this.rowHeight));
  }

  /** The number of lines changed: keeps the position within the table. */
  relayout(): void {
    const range = Math.max(0, this.size.total - this.size.view);
    if (this.state.get().top > range) this.scrollTo(range, undefined);
    this.redraw();
  }

  reveal(cell: Cell): void {
    const { top, left, view, width } = this.state.get();
    if (view === 0) return;
    const lines = this.lines();
    const line = lines.lineAt(cell.row);
    const sticky = lines.headerOf(line) ? this.rowHeight : 0;
    this.scrollTo(topShowing(line, top, view, this.rowHeight, sticky), leftShowing(this.placed.get(), cell.col, left, width));
  }

  scrollTo(top: number, left: number | undefined): void {
    const { scroller, size } = this;
    const now = this.state.get();
    const range = Math.max(0, size.total - size.view);
    const next = Math.min(Math.max(0, top), range);
    if (next === now.top && (left === undefined || left === now.left)) return;
    this.state.patch({ top: next, left: left ?? now.left });
    if (scroller) {
      scroller.scrollTop = toNative(next, size);
      if (left !== undefined) scroller.scrollLeft = left;
      this.native = scroller.scrollTop;
    }
    this.redraw();
  }

  scrollBy(down: number, right: number): void {
    const { top, left, width } = this.state.get();
    const most = Math.max(0, tableWidth(this.placed.get()) - width);
    this.scrollTo(top + down, Math.min(Math.max(0, left + right), most));
  }

  /** Place of a cell within the view, below the header. */
  rectOf(cell: Cell): Rect | undefined {
    const placed = this.placed.get()[cell.col];
    if (!placed) return undefined;
    const { top, left } = this.state.get();
    return {
      x: placed.frozen ? placed.left : placed.left - left, y: this.lines().lineAt(cell.row) * this.rowHeight - top,
      width: placed.width, height: this.rowHeight,
    };
  }

  /** Line and column under a point of the screen; lines beyond the ends are clamped, `col` is -1 in the gutter. */
  hit(clientX: number, clientY: number): { readonly line: number; readonly col: number | undefined } | undefined {
    const box = this.scroller?.getBoundingClientRect();
    const count = this.lines().count;
    if (!box || count === 0) return undefined;
    const { top, left, view } = this.state.get();
    const y = Math.min(Math.max(clientY - box.top - HEAD_HEIGHT, 0), view - 1);
    const line = Math.min(count - 1, Math.floor((top + y) / this.rowHeight));
    return { line, col: columnAt(this.placed.get(), clientX - box.left, left) };
  }

  /** Whether a point lies below the last line. */
  isBelowLines(clientY: number): boolean {
    const box = this.scroller?.getBoundingClientRect();
    return !box || clientY - box.top - HEAD_HEIGHT + this.state.get().top >= this.lines().count * this.rowHeight;
  }

  bounds(): DOMRect | undefined {
    return this.scroller?.getBoundingClientRect();
  }

  private measure(): void {
    const { scroller } = this;
    if (!scroller) return;
    this.state.patch({ view: Math.max(0, scroller.clientHeight - HEAD_HEIGHT), width: scroller.clientWidth });
    this.place();
    this.relayout();
  }

  private place(): void {
    this.placed.set(placeColumns(this.columns, this.state.get().width, this.widths));
    this.redraw();
  }

  private scrolled(): void {
    const { scroller } = this;
    if (!scroller) return;
    const { scrollTop, scrollLeft } = scroller;
    const top = scrolledTop(this.state.get().top, this.native, scrollTop, this.size);
    this.native = scrollTop;
    const jumped = Math.abs(top - this.state.get().top) > this.state.get().view;
    this.state.patch({ top, left: scrollLeft });
    if (jumped) this.skim();
    this.redraw();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => { this.settle(); }, SETTLE);
  }

  private skim(): void {
    this.skimming.set(true);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => { this.skimming.set(false); }, SKIM_REST);
  }

  /** In a scaled table small movements let the thumb drift from the rows; at rest it is put right. */
  private settle(): void {
    const { scroller } = this;
    if (!scroller) return;
    const native = toNative(this.state.get().top, this.size);
    if (Math.abs(native - scroller.scrollTop) < 1) return;
    scroller.scrollTop = native;
    this.native = scroller.scrollTop;
  }

  private redraw(): void {
    const { top, left, view, width } = this.state.get();
    const count = this.lines().count;
    const { from, to } = lineWindow(top, view, this.rowHeight, count, SPARE_LINES);
    const base = Math.floor(from / BASE_STEP) * BASE_STEP;
    const now = this.window.get();
    if (now.from !== from || now.to !== to || now.base !== base) this.window.set({ from, to, base });
    const columns = columnWindow(this.placed.get(), left, width);
    const seen = this.seen.get();
    if (columns.from !== seen.from || columns.to !== seen.to) this.seen.set(columns);
    if (this.rows) this.rows.style.transform = `translateY(${base * this.rowHeight - top}px)`;
    this.shift(left);
  }

  /**
   * Moves what is not frozen sideways. Done here and not by the browser: sticky cells would each become a layer of their
   * own, hundreds of them, and scrolling down would pay for it.
   */
  private shift(left: number): void {
    if (left === this.shifted || !this.scroller) return;
    this.shifted = left;
    for (const part of this.scroller.querySelectorAll<HTMLElement>('.g-shift')) part.style.left = `${-left}px`;
  }

  get frozenEdge(): number {
    return frozenWidth(this.placed.get());
  }
}
