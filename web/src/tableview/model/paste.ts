import type { Bounds, Block } from './selection';
import { blockSize } from './selection';
import type { Matrix } from './tsv';

/** Which text goes into which cell. */
export interface PastePlan {
  /** Cells that are there, the last row possibly below the table's end left out. */
  readonly area: Block;
  /** Text for a cell of `area`. */
  textAt(row: number, col: number): string;
  /** Where in the copied block the text of a cell comes from. */
  sourceOf(row: number, col: number): { readonly row: number; readonly col: number };
  /** Rows that would lie below the end of the table. */
  readonly beyond: Matrix;
}

/**
 * Lays a copied block over the selection as a spreadsheet does: one value fills the whole selection, a selection that
 * is a multiple of the block is tiled, otherwise the block lies at the top left corner whatever was selected.
 */
export function planPaste(matrix: Matrix, onto: Block, bounds: Bounds): PastePlan {
  const height = matrix.length;
  const width = Math.max(1, ...matrix.map((row) => row.length));
  const selected = blockSize(onto);
  const tiles = selected.rows % height === 0 && selected.cols % width === 0;
  const rows = tiles ? selected.rows : height;
  const cols = tiles ? selected.cols : width;
  const sourceOf = (row: number, col: number): { row: number; col: number } => ({
    row: (row - onto.top) % height, col: (col - onto.left) % width,
  });
  const here = Math.max(0, Math.min(rows, bounds.rows - onto.top));
  const seen = Math.min(cols, bounds.cols - onto.left);
  return {
    area: { top: onto.top, left: onto.left, bottom: onto.top + here - 1, right: onto.left + seen - 1 },
    sourceOf,
    textAt: (row, col) => {
      const source = sourceOf(row, col);
      return matrix[source.row]?.[source.col] ?? '';
    },
    beyond: matrix.slice(here).slice(0, Math.max(0, rows - here)).map((row) => row.slice(0, seen)),
  };
}
