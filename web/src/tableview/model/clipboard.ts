import { fieldOf } from '@/fields/registry';
import { shownCell, shownText } from './cells';
import type { CellEdit, CellValue, FieldKind, GridColumn } from './contract';
import { planPaste, type PastePlan } from './paste';
import { type Block, blockOf, isSingle, mainBlock, selectBlock } from './selection';
import type { Copied, Session } from './session';
import { fromTsv, toHtml, toTsv } from './tsv';

/** What goes onto the clipboard. */
export interface ClipboardContent {
  readonly text: string;
  readonly html: string;
}

/** Kinds whose values mean the same in every column of the kind; keys of choices and stages belong to their own column. */
const PORTABLE: ReadonlySet<FieldKind> = new Set([
  'text', 'long_text', 'number', 'money', 'percent', 'date', 'datetime', 'person', 'checkbox', 'rating', 'email', 'url',
]);

/** Copy, cut and paste of blocks, within the table and with other programs. */
export class Clipboard {
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  /** Content of the selected block; undefined when some of its rows are not loaded (they are then fetched). */
  copy(cut: boolean): ClipboardContent | undefined {
    const { session } = this;
    const block = mainBlock(session.selection);
    const columns = session.inputs.columns.slice(block.left, block.right + 1);
    const matrix: string[][] = [];
    const values: (CellValue | undefined)[][] = [];
    const rowIds: number[] = [];
    for (let row = block.top; row <= block.bottom; row += 1) {
      const record = session.rowAt(row);
      if (!record) {
        session.withRows(block.top, block.bottom, () => { session.say({ code: 'copyAgain' }); });
        return undefined;
      }
      rowIds.push(record.id);
      matrix.push(columns.map((column) => shownText(record, column, session.inputs.settings)));
      // A mask is not a value: pasting it as one would write the stars.
      values.push(columns.map((column) => (record.masked?.has(column.id) ? undefined : valueOf(record, column))));
    }
    const text = toTsv(matrix);
    session.state.patch({ copied: { block, cut, text, values, columns, rowIds } });
    return { text, html: toHtml(matrix, (column) => isTextual(columns[column])) };
  }

  /**
   * Lays text from any program over the selection; rows below the end are asked about. `fromCells`: it comes from a
   * table; else lines pasted into one cell that takes text are one text, as when a chat is copied.
   */
  paste(text: string, fromCells = false): void {
    const { session } = this;
    if (text === '' || session.bounds.cols === 0) return;
    const copied = sameText(session.state.get().copied, text);
    const { selection } = session;
    const asOne = !fromCells && !copied && session.activeColumn?.appends && isSingle(selection) && !text.includes('\t');
    const matrix = asOne ? [[text]] : fromTsv(text);
    const onto = selection.others.length > 0 ? blockOf(selection.active, selection.active) : mainBlock(selection);
    const plan = planPaste(matrix, onto, session.bounds);
    const columnIds = session.inputs.columns.slice(plan.area.left, plan.area.right + 1).map((column) => column.id);
    if (plan.beyond.length > 0) session.state.patch({ addRows: { matrix: plan.beyond, columnIds } });
    if (plan.area.bottom >= plan.area.top) {
      session.withRows(plan.area.top, plan.area.bottom, () => { this.write(plan, copied); });
    }
  }

  /** The answer to "add N rows?". */
  answerAddRows(yes: boolean): void {
    const { addRows } = this.session.state.get();
    this.session.state.patch({ addRows: undefined });
    if (yes && addRows) this.session.inputs.intents.onAddRows?.(addRows.matrix.length, toTsv(addRows.matrix), addRows.columnIds);
  }

  forget(): void {
    this.session.state.patch({ copied: undefined });
  }

  private write(plan: PastePlan, copied: Copied | undefined): void {
    const { session } = this;
    const { area } = plan;
    const edits: CellEdit[] = copied?.cut ? this.cleared(copied, area) : [];
    let skipped = 0;
    for (let row = area.top; row <= area.bottom; row += 1) {
      const record = session.rowAt(row);
      if (!record) continue;
      for (let col = area.left; col <= area.right; col += 1) {
        const column = session.columnAt(col);
        if (!column || session.whyNot({ row, col })) {
          skipped += 1;
          continue;
        }
        const value = valueFor(plan.sourceOf(row, col), column, copied);
        edits.push({ rowId: record.id, columnId: column.id, text: plan.textAt(row, col), ...(value === undefined ? {} : { value }) });
      }
    }
    session.select(selectBlock(area), { row: area.top, col: area.left });
    session.send(edits, copied?.cut ? 'cut' : 'paste');
    if (copied?.cut) this.forget();
    if (skipped > 0) session.say({ code: 'skipped', count: skipped });
  }

  /** The cells a cut leaves empty: its source, but for what the paste itself writes. */
  private cleared(copied: Copied, area: Block): CellEdit[] {
    const { session } = this;
    const edits: CellEdit[] = [];
    for (const rowId of copied.rowIds) {
      const row = session.inputs.source.indexOf(rowId);
      if (row === undefined) continue;
      const position = session.lines.get().positionOf(row);
      for (const column of copied.columns) {
        const col = session.inputs.columns.indexOf(column);
        const pastedOver = position >= area.top && position <= area.bottom && col >= area.left && col <= area.right;
        if (!pastedOver && !session.whyNot({ row: position, col })) edits.push({ rowId, columnId: column.id, text: '', value: null });
      }
    }
    return edits;
  }
}

function valueOf(record: Parameters<typeof shownCell>[0], column: GridColumn): CellValue | undefined {
  const { value, text } = shownCell(record, column.id);
  return text === undefined ? value : undefined;
}

function isTextual(column: GridColumn | undefined): boolean {
  return column === undefined || fieldOf(column.kind).adds !== true;
}

/** The block copied here, if it is still what the clipboard holds. */
function sameText(copied: Copied | undefined, text: string): Copied | undefined {
  const plain = (some: string): string => some.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  return copied && plain(copied.text) === plain(text) ? copied : undefined;
}

/** The exact value that was copied, where it means the same in the column it is pasted into. */
function valueFor(source: { row: number; col: number }, column: GridColumn, copied: Copied | undefined): CellValue | undefined {
  const from = copied?.columns[source.col];
  const means = from && (from.id === column.id || (from.kind === column.kind && PORTABLE.has(column.kind)));
  return means ? copied.values[source.row]?.[source.col] : undefined;
}

