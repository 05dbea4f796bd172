/** The grid's contract with its owner: rows in, intents out. Nothing here knows React or the DOM. */
import type { CellValue, ChoiceOption, FieldColumn, FieldKind, FieldSettings, Reference, StageValue, StatusValue, Tone, ValueOf } from '@/fields/types';

export type { CellValue, ChoiceOption, FieldKind, FieldSettings, Reference, StageValue, StatusValue, Tone, ValueOf };

export type RowId = number;
export type ColumnId = string;
export type Align = 'left' | 'right' | 'center';

export interface GridColumn extends FieldColumn {
  /** Pixels. The last visible column grows into what is left. */
  readonly width: number;
  /** Frozen columns stand first and stay while the others scroll. */
  readonly frozen?: boolean;
  readonly align?: Align;
  /** `verb`: an edit is sent like any other, the server runs the verb behind it (advance, assign). */
  readonly writable: 'cell' | 'verb' | 'never';
  /** Text written here is added elsewhere and does not replace what the cell shows: editing begins empty. */
  readonly appends?: boolean;
  /** Said when somebody types into a column that cannot be written. */
  readonly readOnlyReason?: string;
  readonly sortable: boolean;
  readonly groupable?: boolean;
  readonly filterable?: boolean;
  /** Its sum stands in the footer and in group headers. */
  readonly sums?: boolean;
  /** `strong`: the name of the row; `quiet`: what is looked up rather than read. */
  readonly emphasis?: 'strong' | 'quiet';
  /** Hint of the header: what the column means. */
  readonly definition?: string;
}

/** Something that is the matter with one cell. `text` is what the person typed, shown until the server has read it. */
export type CellState =
  | { readonly kind: 'saving'; readonly text?: string; readonly value?: CellValue }
  | { readonly kind: 'queued'; readonly text?: string; readonly value?: CellValue }
  | { readonly kind: 'refused'; readonly text: string; readonly reason: string }
  | { readonly kind: 'changed'; readonly by: string; readonly at: string }
  | Conflict;

export interface Conflict {
  readonly kind: 'conflict';
  readonly mine: CellValue;
  /** What was typed, if the server could not read it into a value. */
  readonly mineText?: string;
  readonly mineAt?: string;
  readonly theirs: CellValue;
  readonly base: CellValue;
  readonly by: string;
  /** ISO instant of the other's change. */
  readonly at: string;
}

export interface GridRow {
  readonly id: RowId;
  readonly cells: Readonly<Record<ColumnId, CellValue>>;
  /** Columns whose value is masked for this reader on this row. */
  readonly masked?: ReadonlySet<ColumnId>;
  /** Columns this reader may see but not write on this row, with the reason in words. */
  readonly locked?: Readonly<Record<ColumnId, string>>;
  readonly states?: Readonly<Record<ColumnId, CellState>>;
  /** Who is editing which cell right now. */
  readonly presence?: Readonly<Record<ColumnId, string>>;
  /** Colour of single values, for example an overdue next contact. */
  readonly tones?: Readonly<Record<ColumnId, 'amber' | 'red'>>;
  /** Columns whose number or address is known to reach nobody. */
  readonly dead?: ReadonlySet<ColumnId>;
  /** The row no longer matches the filter; it goes when the selection leaves it. */
  readonly left?: boolean;
  /** The row stands open beside the table. */
  readonly open?: boolean;
}

export interface RowGroup {
  readonly key: string;
  readonly value: CellValue;
  readonly label: string;
  readonly count: number;
  readonly sums?: Readonly<Record<ColumnId, number | null>>;
  /** For example 1 条逾期或停滞. */
  readonly note?: { readonly level: 'green' | 'amber' | 'red'; readonly words: string };
  readonly collapsed?: boolean;
}

/** Record indexes, `to` excluded. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Rows by index, loaded on demand. Rows and groups are immutable: what changes is replaced by a new object, so that
 * only what changed is drawn again. When grouped, rows come in the order of the groups, collapsed ones included.
 */
export interface RowSource {
  readonly rowCount: number;
  /** False while the count is an estimate. */
  readonly rowCountIsExact: boolean;
  /** Undefined while the row is not loaded. */
  getRow(index: number): GridRow | undefined;
  /** Index of a loaded row; undefined when it is not loaded or gone. */
  indexOf(id: RowId): number | undefined;
  /** Asks for rows to be loaded soon; never waits. */
  ensure(range: RowRange): void;
  /** Resolves once all rows of the range are loaded, for copying and pasting beyond what is on the screen. */
  load(range: RowRange): Promise<void>;
  /** Empty when not grouped. */
  readonly groups: readonly RowGroup[];
  /** Sums over the whole filter, for the footer. */
  readonly sums: Readonly<Record<ColumnId, number | null>>;
  subscribe(listener: () => void): () => void;
}

export interface CellEdit {
  readonly rowId: RowId;
  readonly columnId: ColumnId;
  /** What the person typed; the server reads it leniently. Empty clears the cell. */
  readonly text: string;
  /** The exact value when it is known (picked, copied, filled): then the server needs not read the text. */
  readonly value?: CellValue;
}

export type EditKind = 'type' | 'paste' | 'fill' | 'clear' | 'cut';

export interface SortKey {
  readonly columnId: ColumnId;
  readonly direction: 'asc' | 'desc';
}

/** Rows ticked in the gutter. With `all`, every row of the filter but `except`, loaded or not. */
export type RowChecks =
  | { readonly all: false; readonly ids: ReadonlySet<RowId> }
  | { readonly all: true; readonly except: ReadonlySet<RowId> };

export interface SelectionInfo {
  readonly active: { readonly rowId: RowId | undefined; readonly columnId: ColumnId } | undefined;
  /** Size of the selected ranges together. */
  readonly rows: number;
  readonly columns: number;
  readonly checks: RowChecks;
}

/** Columns in their new order; those left out are hidden. */
export interface ColumnLayout {
  readonly id: ColumnId;
  readonly width: number;
  readonly frozen: boolean;
}

/** What the person wants. The owner carries it out and the outcome comes back as rows. */
export interface GridIntents {
  onEdit(edits: readonly CellEdit[], kind: EditKind): void;
  onUndo(): void;
  onRedo(): void;
  onOpen(rowId: RowId): void;
  onSort(keys: readonly SortKey[]): void;
  onFilterBy(columnId: ColumnId, value: CellValue | undefined): void;
  onGroupBy(columnId: ColumnId | undefined): void;
  onToggleGroup(key: string): void;
  onColumnsChange(columns: readonly ColumnLayout[]): void;
  onSelectionChange(selection: SelectionInfo): void;
  /** Pasting beyond the end, already confirmed: `tsv` holds the rows to add, `columnIds` what its columns are. */
  onAddRows(count: number, tsv: string, columnIds: readonly ColumnId[]): void;
  onResolveConflict(rowId: RowId, columnId: ColumnId, keep: 'mine' | 'theirs'): void;
  onReveal(rowId: RowId, columnId: ColumnId): void;
  /** Which cell this person is editing, for the presence shown to others; undefined when none. */
  onEditing(cell: { readonly rowId: RowId; readonly columnId: ColumnId } | undefined): void;
}

/** Finds people, records or choices for a cell that has too many to send at start. */
export type Lookup = (columnId: ColumnId, query: string, signal: AbortSignal) => Promise<readonly ChoiceOption[]>;

export type Density = 'compact' | 'normal' | 'roomy';

export interface GridProps {
  readonly columns: readonly GridColumn[];
  readonly source: RowSource;
  readonly settings: FieldSettings;
  readonly sort: readonly SortKey[];
  readonly groupBy?: ColumnId;
  readonly density?: Density;
  /** Accessible name of the grid, for example 线索. */
  readonly label: string;
  readonly lookup?: Lookup;
  /** Ticked rows, when the owner changes them, as after a bulk action; otherwise the grid keeps them by itself. */
  readonly checks?: RowChecks;
  /** Free space under the last row, so that bars and toasts never cover it. Pixels; default 72. */
  readonly bottomInset?: number;
  readonly intents: Partial<GridIntents>;
}
