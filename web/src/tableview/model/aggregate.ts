import { fieldOf, isEmptyValue } from '@/fields/registry';
import { shownCell } from './cells';
import type { GridColumn, GridRow } from './contract';
import { blocksOf, cellsOf, isSingle, mainBlock, type Selection } from './selection';

/** Beyond this many cells no figures are computed while selecting. */
const LIMIT = 200_000;

export interface Figures {
  readonly rows: number;
  readonly cols: number;
  /** Cells that are not empty; undefined when there are too many to count. */
  readonly count: number | undefined;
  /** Sum and mean of the cells of the one adding column kind among the selected; undefined when there is none. */
  readonly sum: number | undefined;
  readonly mean: number | undefined;
  /** Column by which the sum is written. */
  readonly column: GridColumn | undefined;
}

/** Figures of the selected cells for the footer; undefined for a single cell. */
export function figuresOf(
  selection: Selection, columns: readonly GridColumn[], rowAt: (position: number) => GridRow | undefined,
): Figures | undefined {
  if (isSingle(selection)) return undefined;
  const main = mainBlock(selection);
  const rows = main.bottom - main.top + 1;
  const cols = main.right - main.left + 1;
  const cells = blocksOf(selection).reduce((sum, block) => sum + (block.bottom - block.top + 1) * (block.right - block.left + 1), 0);
  const none = { rows, cols, count: undefined, sum: undefined, mean: undefined, column: undefined };
  if (cells > LIMIT) return none;
  let count = 0;
  let added = 0;
  let sum = 0;
  const adding = new Map<string, GridColumn>();
  for (const cell of cellsOf(selection)) {
    const column = columns[cell.col];
    const row = rowAt(cell.row);
    if (!column || !row) continue;
    const { value, text } = shownCell(row, column.id);
    if (text === undefined ? isEmptyValue(value) : text === '') continue;
    count += 1;
    const field = fieldOf(column.kind);
    if (!field.adds || !field.measure || value === null || row.masked?.has(column.id)) continue;
    adding.set(column.kind, column);
    added += 1;
    sum += field.measure(value);
  }
  // Yuan and pieces do not add up: with two kinds of figures no sum is better than a wrong one.
  const [column] = adding.values();
  if (adding.size !== 1 || !column) return { ...none, count };
  return { rows, cols, count, sum, mean: sum / added, column };
}
