import { isEmptyValue } from '@/fields/registry';
import { fieldOf } from '@/fields/registry';
import type { EditorKind } from '@/fields/field_type';
import { shownCell } from './cells';
import type {
  CellEdit, CellValue, ChoiceOption, ColumnId, EditKind, FieldSettings, GridColumn, GridIntents, GridRow, Lookup, RowChecks, RowId, RowSource,
} from './contract';
import { Lines } from './lines';
import type { Ground } from './navigation';
import {
  type Block, blocksOf, type Bounds, type Cell, clampSelection, mainBlock, selectCell, type Selection, shiftRows,
} from './selection';
import { Store } from './store';
import type { Matrix } from './tsv';

/** Options under the text while a choice, person, stage or link cell is edited. */
export interface ListState {
  readonly matches: readonly ChoiceOption[];
  readonly highlight: number;
  /** The person moved the highlight: then Enter takes it even without text. */
  readonly moved: boolean;
  readonly loading: boolean;
  /** Keys ticked so far in a cell of several choices. */
  readonly picked: readonly string[];
}

export interface Editing {
  readonly columnId: ColumnId;
  /** Index of the record in the source when editing began, for rows that were not loaded then. */
  readonly row: number;
  readonly rowId: RowId | undefined;
  readonly mode: 'replace' | 'caret';
  readonly editor: EditorKind;
  readonly initial: string;
  readonly text: string;
  readonly list: ListState | undefined;
}

export interface Copied {
  readonly block: Block;
  readonly cut: boolean;
  readonly text: string;
  readonly values: readonly (readonly (CellValue | undefined)[])[];
  readonly columns: readonly GridColumn[];
  readonly rowIds: readonly RowId[];
}

/** A sentence beside a cell: why it cannot be written, or what a paste left out. `words` come from the server as they are. */
export interface Notice {
  readonly at: Cell;
  readonly code: 'readOnly' | 'masked' | 'computed' | 'skipped' | 'loading' | 'copyAgain';
  readonly words?: string;
  readonly count?: number;
}

export interface GridState {
  readonly selection: Selection;
  readonly editing: Editing | undefined;
  readonly composing: boolean;
  readonly copied: Copied | undefined;
  readonly fill: { readonly source: Block; readonly area: Block } | undefined;
  readonly checks: RowChecks;
  readonly notice: Notice | undefined;
  /** Rows pasted below the end, waiting for a yes. */
  readonly addRows: { readonly matrix: Matrix; readonly columnIds: readonly ColumnId[] } | undefined;
  readonly menu: ColumnId | undefined;
}

export interface SessionInputs {
  /** Visible columns in the order they stand. */
  readonly columns: readonly GridColumn[];
  readonly source: RowSource;
  readonly settings: FieldSettings;
  readonly intents: Partial<GridIntents>;
  readonly lookup: Lookup | undefined;
}

/** What the screen does for the session. */
export interface Screen {
  pageRows(): number;
  reveal(cell: Cell): void;
}

const START: GridState = {
  selection: selectCell({ row: 0, col: 0 }), editing: undefined, composing: false, copied: undefined, fill: undefined,
  checks: { all: false, ids: new Set() }, notice: undefined, addRows: undefined, menu: undefined,
};

/**
 * What a person is doing in one grid: selection, editing, clipboard. Synchronous throughout, so that keys typed faster
 * than the screen is painted still land in their own cells.
 */
export class Session {
  readonly state = new Store<GridState>(START);
  readonly lines: Store<Lines>;
  inputs: SessionInputs;
  screen: Screen = { pageRows: () => 20, reveal: () => undefined };
  /** Record under the active cell: the selection follows it when rows come or go above. */
  private activeId: RowId | undefined;

  constructor(inputs: SessionInputs) {
    this.inputs = inputs;
    this.lines = new Store(new Lines(inputs.source.rowCount, inputs.source.groups));
    this.remember();
  }

  /** Takes new columns, source or intents; the selection stays on its column. Other rows begin at the top, nothing ticked. */
  update(inputs: SessionInputs): void {
    if (inputs.source !== this.inputs.source) this.leaveRows();
    const columnId = this.columnAt(this.selection.active.col)?.id;
    this.inputs = inputs;
    const col = inputs.columns.findIndex((column) => column.id === columnId);
    if (col >= 0 && col !== this.selection.active.col) this.select(selectCell({ row: this.selection.active.row, col }));
    this.refresh();
  }

  /** Reads the source again after it announced a change. */
  refresh(): void {
    const { source } = this.inputs;
    const before = this.lines.get();
    const { active } = this.selection;
    this.lines.set(new Lines(source.rowCount, source.groups));
    let { selection } = this;
    const row = this.activeId === undefined ? undefined : source.indexOf(this.activeId);
    if (row !== undefined && before.positions > 0) {
      const moved = this.lines.get().positionOf(row) - active.row;
      if (moved !== 0) selection = shiftRows(selection, moved);
    }
    this.state.patch({ selection: clampSelection(selection, this.bounds) });
    if (this.activeId === undefined) this.remember();
  }

  get selection(): Selection {
    return this.state.get().selection;
  }

  get bounds(): Bounds {
    return { rows: this.lines.get().positions, cols: this.inputs.columns.length };
  }

  get ground(): Ground {
    return {
      ...this.bounds,
      pageRows: this.screen.pageRows(),
      isEmpty: ({ row, col }) => {
        const record = this.rowAt(row);
        const column = this.columnAt(col);
        if (!record || !column) return false;
        const { value, text } = shownCell(record, column.id);
        return text === undefined ? isEmptyValue(value) : text === '';
      },
    };
  }

  rowAt(position: number): GridRow | undefined {
    return this.inputs.source.getRow(this.lines.get().rowAt(position));
  }

  columnAt(col: number): GridColumn | undefined {
    return this.inputs.columns[col];
  }

  get activeColumn(): GridColumn | undefined {
    return this.columnAt(this.selection.active.col);
  }

  /** Selects and brings the moving corner into view. */
  select(selection: Selection, reveal: Cell | undefined = selection.focus): void {
    if (this.bounds.rows === 0 || this.bounds.cols === 0) return;
    this.state.patch({ selection: clampSelection(selection, this.bounds), notice: undefined });
    this.remember();
    if (reveal) this.screen.reveal(reveal);
    this.tellSelection();
  }

  setChecks(checks: RowChecks): void {
    this.state.patch({ checks });
    this.tellSelection();
  }

  /** Why a cell cannot be written; undefined when it can. */
  whyNot({ row, col }: Cell): Omit<Notice, 'at'> | undefined {
    const column = this.columnAt(col);
    if (!column) return { code: 'readOnly' };
    if (column.writable === 'never' || fieldOf(column.kind).editor === 'none') {
      return column.readOnlyReason === undefined ? { code: 'computed' } : { code: 'readOnly', words: column.readOnlyReason };
    }
    const record = this.rowAt(row);
    const locked = record?.locked?.[column.id];
    if (locked !== undefined) return { code: 'readOnly', words: locked };
    return record?.masked?.has(column.id) ? { code: 'masked' } : undefined;
  }

  /** Tells the owner to carry edits out; nothing is sent for none. */
  send(edits: readonly CellEdit[], kind: EditKind): void {
    if (edits.length > 0) this.inputs.intents.onEdit?.(edits, kind);
  }

  say(notice: Omit<Notice, 'at'>, at: Cell = this.selection.active): void {
    this.state.patch({ notice: { ...notice, at } });
  }

  /** Runs at once when all rows of the positions are loaded, otherwise after loading them. */
  withRows(from: number, to: number, run: () => void): void {
    const lines = this.lines.get();
    const range = { from: lines.rowAt(from), to: lines.rowAt(to) + 1 };
    let loaded = true;
    for (let position = from; loaded && position <= to; position += 1) loaded = this.rowAt(position) !== undefined;
    if (loaded) {
      run();
      return;
    }
    this.say({ code: 'loading' });
    void this.inputs.source.load(range).then(() => {
      this.state.patch({ notice: undefined });
      run();
    });
  }

  /** Ticks and questions belong to the rows they were made on; what was copied may be pasted into others. */
  private leaveRows(): void {
    const { checks, selection } = this.state.get();
    const unticked = checks.all || checks.ids.size > 0 ? START.checks : checks;
    this.activeId = undefined;
    this.state.patch({ selection: selectCell({ row: 0, col: selection.active.col }), checks: unticked, fill: undefined, notice: undefined, addRows: undefined });
    if (unticked !== checks) this.tellSelection();
  }

  private remember(): void {
    this.activeId = this.bounds.rows > 0 ? this.rowAt(this.selection.active.row)?.id : undefined;
  }

  private tellSelection(): void {
    const { active } = this.selection;
    const column = this.columnAt(active.col);
    const rows = new Set<number>();
    let columns = 0;
    for (const block of blocksOf(this.selection)) {
      columns = Math.max(columns, block.right - block.left + 1);
      if (block.bottom - block.top < 10_000) for (let row = block.top; row <= block.bottom; row += 1) rows.add(row);
    }
    const main = mainBlock(this.selection);
    this.inputs.intents.onSelectionChange?.({
      active: column ? { rowId: this.rowAt(active.row)?.id, columnId: column.id } : undefined,
      rows: Math.max(rows.size, main.bottom - main.top + 1), columns, checks: this.state.get().checks,
    });
  }
}
