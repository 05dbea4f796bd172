import { isEmptyValue, textOf, wordsOf } from '@/fields/registry';
import { shownCell, shownText } from './cells';
import type { CellEdit, CellValue, GridColumn } from './contract';
import { continueRun, fillArea, type Filled, isVertical } from './fill';
import { type Block, blockSize, type Cell, cellsOf, mainBlock, selectBlock } from './selection';
import type { Session } from './session';

/** Largest part of a fill that is shown before the handle is let go. */
const PREVIEW_CELLS = 2_000;

export interface FillCell {
  readonly cell: Cell;
  readonly text: string;
  /** Undefined when only the text travels and the server reads it. */
  readonly value: CellValue | undefined;
}

/** Fill by handle, Ctrl+D, Ctrl+R, clear, and toggling checkboxes: everything that writes many cells from those there. */
export class Filler {
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  /** The handle is dragged over a cell. */
  dragTo(cell: Cell): void {
    const source = mainBlock(this.session.selection);
    const area = fillArea(source, cell);
    this.session.state.patch({ fill: area ? { source, area } : undefined });
  }

  /** What letting go now would write, for the preview; empty when it is too much to show. */
  preview(): readonly FillCell[] {
    const { fill } = this.session.state.get();
    if (!fill) return [];
    const { rows, cols } = blockSize(fill.area);
    return rows * cols > PREVIEW_CELLS ? [] : this.cells(fill.source, fill.area, true);
  }

  /** A previewed value as the cell would show it. */
  wordsOf(value: CellValue | undefined, text: string, column: GridColumn): string {
    return value === undefined || value === null ? text : wordsOf(value, column, this.session.inputs.settings);
  }

  drop(): void {
    const { fill } = this.session.state.get();
    this.session.state.patch({ fill: undefined });
    if (fill) this.apply(fill.source, fill.area, true);
  }

  /** Ctrl+D or Ctrl+R: the first row or column of the selection goes into the rest; a single row takes the one above it. */
  repeat(direction: 'down' | 'right'): void {
    const block = mainBlock(this.session.selection);
    const { rows, cols } = blockSize(block);
    if (direction === 'down') {
      const top = rows > 1 ? block.top : block.top - 1;
      if (top >= 0) this.apply({ ...block, top, bottom: top }, { ...block, top: top + 1 }, false);
      return;
    }
    const left = cols > 1 ? block.left : block.left - 1;
    if (left >= 0) this.apply({ ...block, left, right: left }, { ...block, left: left + 1 }, false);
  }

  clear(): void {
    const { session } = this;
    const { selection } = session;
    const blocks = [...selection.others, mainBlock(selection)];
    const top = Math.min(...blocks.map((block) => block.top));
    const bottom = Math.max(...blocks.map((block) => block.bottom));
    session.withRows(top, bottom, () => {
      const edits: CellEdit[] = [];
      for (const cell of cellsOf(selection)) {
        const record = session.rowAt(cell.row);
        const column = session.columnAt(cell.col);
        if (!record || !column || session.whyNot(cell)) continue;
        const { value, text } = shownCell(record, column.id);
        if (text !== undefined || !isEmptyValue(value)) edits.push({ rowId: record.id, columnId: column.id, text: '', value: null });
      }
      const refused = edits.length === 0 ? session.whyNot(selection.active) : undefined;
      if (refused) session.say(refused);
      session.send(edits, 'clear');
    });
  }

  /** Space: every selected checkbox becomes the opposite of the active one. */
  toggle(): void {
    const { session } = this;
    const { active } = session.selection;
    const refused = session.whyNot(active);
    const column = session.activeColumn;
    const record = session.rowAt(active.row);
    if (refused) session.say(refused);
    if (refused || !column || !record) return;
    const value = shownCell(record, column.id).value !== true;
    const edits: CellEdit[] = [];
    for (const cell of cellsOf(session.selection)) {
      const row = session.rowAt(cell.row);
      const at = session.columnAt(cell.col);
      if (row && at?.kind === 'checkbox' && !session.whyNot(cell)) {
        edits.push({ rowId: row.id, columnId: at.id, text: value ? 'TRUE' : 'FALSE', value });
      }
    }
    session.send(edits, edits.length > 1 ? 'fill' : 'type');
  }

  private apply(source: Block, area: Block, allowSeries: boolean): void {
    const { session } = this;
    const top = Math.min(source.top, area.top);
    const bottom = Math.max(source.bottom, area.bottom);
    session.withRows(top, bottom, () => {
      const edits: CellEdit[] = [];
      for (const { cell, value, text } of this.cells(source, area, allowSeries)) {
        const record = session.rowAt(cell.row);
        const column = session.columnAt(cell.col);
        if (!record || !column || session.whyNot(cell)) continue;
        edits.push({ rowId: record.id, columnId: column.id, text, ...(value === undefined ? {} : { value }) });
      }
      const all = { top, bottom, left: Math.min(source.left, area.left), right: Math.max(source.right, area.right) };
      session.select(selectBlock(all, session.selection.active), { row: area.bottom, col: area.right });
      session.send(edits, 'fill');
    });
  }

  private cells(source: Block, area: Block, allowSeries: boolean): FillCell[] {
    return isVertical(source, area) ? this.downOrUp(source, area, allowSeries) : this.sideways(source, area, allowSeries);
  }

  private downOrUp(source: Block, area: Block, allowSeries: boolean): FillCell[] {
    const backwards = area.top < source.top;
    const filled: FillCell[] = [];
    for (let col = area.left; col <= area.right; col += 1) {
      const column = this.session.columnAt(col);
      if (!column) continue;
      const run: Filled[] = [];
      for (let row = source.top; row <= source.bottom; row += 1) run.push(this.read({ row, col }, column));
      const next = continueRun(run, column.kind, area.bottom - area.top + 1, backwards, allowSeries);
      next.forEach((item, index) => {
        filled.push({ cell: { row: backwards ? area.bottom - index : area.top + index, col }, ...this.worded(item, column) });
      });
    }
    return filled;
  }

  /** To the side only texts travel: the columns have other meanings. */
  private sideways(source: Block, area: Block, allowSeries: boolean): FillCell[] {
    const backwards = area.left < source.left;
    const filled: FillCell[] = [];
    for (let row = area.top; row <= area.bottom; row += 1) {
      const run: Filled[] = [];
      const kinds = new Set<string>();
      for (let col = source.left; col <= source.right; col += 1) {
        const column = this.session.columnAt(col);
        if (!column) continue;
        kinds.add(column.kind);
        run.push(this.read({ row, col }, column));
      }
      const [kind] = kinds;
      const first = this.session.columnAt(source.left);
      if (!first || kind === undefined) continue;
      const next = continueRun(run, first.kind, area.right - area.left + 1, backwards, allowSeries && kinds.size === 1);
      next.forEach((item, index) => {
        const col = backwards ? area.right - index : area.left + index;
        const into = this.session.columnAt(col);
        if (!into) return;
        const same = into.kind === first.kind && into.options === first.options;
        const { text, value } = this.worded(item, first);
        filled.push({ cell: { row, col }, text, value: same ? value : undefined });
      });
    }
    return filled;
  }

  private read(cell: Cell, column: GridColumn): Filled {
    const record = this.session.rowAt(cell.row);
    if (!record) return { value: null, text: '' };
    return { value: shownCell(record, column.id).value, text: shownText(record, column, this.session.inputs.settings) };
  }

  /** Values of a series get the text that stands for them. */
  private worded({ value, text }: Filled, column: GridColumn): Filled {
    return { value, text: value === null ? text : textOf(value, column, this.session.inputs.settings) };
  }
}
