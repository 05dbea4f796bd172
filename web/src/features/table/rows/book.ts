import type { CellValue, PageRow } from '@/api/types';
import type { CellState, GridRow } from '@/tableview/model/contract';

interface Entry {
  cells: Record<string, CellValue>;
  masked: Set<string>;
}

type States = Record<string, CellState>;

/** Colours of single cells that follow from the time, for example an overdue next contact. */
export type ToneOf = (cells: Record<string, CellValue>) => Record<string, 'amber' | 'red'> | undefined;

/** Columns of a row whose value is known to reach nobody. */
export type DeadOf = (cells: Record<string, CellValue>) => ReadonlySet<string> | undefined;

/** Cells as they are shown, where that differs from what is stored. */
export type Shown = (cells: Record<string, CellValue>) => Record<string, CellValue>;

/**
 * Every row that was loaded, as the server sent it, and what is laid over it: typed values on their way, refusals,
 * conflicts, foreign changes. `row` gives the immutable row for drawing and builds it anew only after a change.
 */
export class RowBook {
  private readonly entries = new Map<number, Entry>();
  private readonly unsent = new Map<number, States>();
  private readonly answered = new Map<number, States>();
  private readonly left = new Set<number>();
  private readonly drawn = new Map<number, GridRow>();
  private open: number | undefined;

  constructor(
    private readonly toneOf: ToneOf,
    private readonly shown: Shown = (cells) => cells,
    private readonly deadOf: DeadOf = () => undefined,
  ) {}

  has(id: number): boolean {
    return this.entries.has(id);
  }

  cells(id: number): Record<string, CellValue> | undefined {
    return this.entries.get(id)?.cells;
  }

  /** Stores rows of a page. Columns not in the page keep their former value. */
  put(columns: readonly string[], rows: readonly PageRow[]): void {
    for (const row of rows) {
      const cells: Record<string, CellValue> = { ...this.entries.get(row.id)?.cells };
      columns.forEach((column, index) => {
        cells[column] = row.cells[index] ?? null;
      });
      const masked = new Set(row.masked.map((index) => columns[index] ?? ''));
      this.entries.set(row.id, { cells, masked });
      this.drawn.delete(row.id);
    }
  }

  /** Shows a masked cell in full until the row is read again. */
  reveal(id: number, column: string, value: CellValue): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    const masked = new Set(entry.masked);
    masked.delete(column);
    this.entries.set(id, { cells: { ...entry.cells, [column]: value }, masked });
    this.drawn.delete(id);
  }

  /** Replaces all typed-but-unsent states at once; rows that lose or gain one are drawn again. */
  setUnsent(next: ReadonlyMap<number, States>): void {
    for (const id of new Set([...this.unsent.keys(), ...next.keys()])) this.drawn.delete(id);
    this.unsent.clear();
    for (const [id, states] of next) this.unsent.set(id, states);
  }

  setState(id: number, column: string, state: CellState | undefined): void {
    const states: States = { ...this.answered.get(id) };
    if (state) states[column] = state;
    else delete states[column];
    if (Object.keys(states).length > 0) this.answered.set(id, states);
    else this.answered.delete(id);
    this.drawn.delete(id);
  }

  state(id: number, column: string): CellState | undefined {
    return this.unsent.get(id)?.[column] ?? this.answered.get(id)?.[column];
  }

  /** Takes away foreign-change marks; true when there were any. */
  clearChanged(): boolean {
    let any = false;
    for (const [id, states] of [...this.answered]) {
      for (const [column, state] of Object.entries(states)) {
        if (state.kind !== 'changed') continue;
        this.setState(id, column, undefined);
        any = true;
      }
    }
    return any;
  }

  setLeft(id: number, left: boolean): void {
    if (this.left.has(id) === left) return;
    if (left) this.left.add(id);
    else this.left.delete(id);
    this.drawn.delete(id);
  }

  leftIds(): number[] {
    return [...this.left];
  }

  setOpen(id: number | undefined): void {
    if (this.open !== undefined) this.drawn.delete(this.open);
    this.open = id;
    if (id !== undefined) this.drawn.delete(id);
  }

  /** Draws every row anew, because time has passed. */
  repaint(): void {
    this.drawn.clear();
  }

  row(id: number): GridRow | undefined {
    const drawn = this.drawn.get(id);
    if (drawn) return drawn;
    const entry = this.entries.get(id);
    if (!entry) return undefined;
    const states = { ...this.answered.get(id), ...this.unsent.get(id) };
    const tones = this.toneOf(entry.cells);
    const dead = this.deadOf(entry.cells);
    const row: GridRow = {
      id,
      cells: this.shown(entry.cells) as GridRow['cells'],
      ...(entry.masked.size > 0 && { masked: entry.masked }),
      ...(Object.keys(states).length > 0 && { states }),
      ...(tones && { tones }),
      ...(dead && { dead }),
      ...(this.left.has(id) && { left: true }),
      ...(this.open === id && { open: true }),
    };
    this.drawn.set(id, row);
    return row;
  }
}
