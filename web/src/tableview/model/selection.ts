import { clamp } from './geometry';

/** A cell by visible position and visible column. */
export interface Cell {
  readonly row: number;
  readonly col: number;
}

/** A block of cells, all edges included. */
export interface Block {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/**
 * What is selected: one or more blocks, the last one being drawn from `anchor` to `focus`. The active cell lies in it.
 * `tabFrom` remembers the column where a run of Tabs began, so that Enter returns there as in a spreadsheet.
 */
export interface Selection {
  readonly active: Cell;
  readonly anchor: Cell;
  readonly focus: Cell;
  readonly others: readonly Block[];
  readonly tabFrom: number | undefined;
}

export interface Bounds {
  readonly rows: number;
  readonly cols: number;
}

export function selectCell(cell: Cell): Selection {
  return { active: cell, anchor: cell, focus: cell, others: [], tabFrom: undefined };
}

export function blockOf(one: Cell, other: Cell): Block {
  return {
    top: Math.min(one.row, other.row), bottom: Math.max(one.row, other.row),
    left: Math.min(one.col, other.col), right: Math.max(one.col, other.col),
  };
}

/** The block that is being drawn. */
export function mainBlock(selection: Selection): Block {
  return blockOf(selection.anchor, selection.focus);
}

export function blocksOf(selection: Selection): readonly Block[] {
  return [...selection.others, mainBlock(selection)];
}

/** Shift+click, shift+arrow, drag: the block reaches to the cell, the active cell stays. */
export function extendTo(selection: Selection, cell: Cell): Selection {
  return { ...selection, focus: cell, tabFrom: undefined };
}

/** Ctrl+click: a further block begins at the cell. */
export function addBlock(selection: Selection, cell: Cell): Selection {
  return { active: cell, anchor: cell, focus: cell, others: blocksOf(selection), tabFrom: undefined };
}

export function selectBlock(block: Block, active: Cell = { row: block.top, col: block.left }): Selection {
  return {
    active, anchor: { row: block.top, col: block.left }, focus: { row: block.bottom, col: block.right }, others: [], tabFrom: undefined,
  };
}

export function isInside(block: Block, cell: Cell): boolean {
  return cell.row >= block.top && cell.row <= block.bottom && cell.col >= block.left && cell.col <= block.right;
}

export function blockSize(block: Block): { rows: number; cols: number } {
  return { rows: block.bottom - block.top + 1, cols: block.right - block.left + 1 };
}

export function isSingle(selection: Selection): boolean {
  const { rows, cols } = blockSize(mainBlock(selection));
  return selection.others.length === 0 && rows === 1 && cols === 1;
}

/** Keeps everything inside the table after it has become smaller. */
export function clampSelection(selection: Selection, bounds: Bounds): Selection {
  const inBounds = (cell: Cell): Cell => ({
    row: clamp(cell.row, 0, Math.max(0, bounds.rows - 1)),
    col: clamp(cell.col, 0, Math.max(0, bounds.cols - 1)),
  });
  const active = inBounds(selection.active);
  const anchor = inBounds(selection.anchor);
  const focus = inBounds(selection.focus);
  const same = active.row === selection.active.row && active.col === selection.active.col
    && anchor.row === selection.anchor.row && anchor.col === selection.anchor.col
    && focus.row === selection.focus.row && focus.col === selection.focus.col
    && selection.others.every((block) => block.bottom < bounds.rows && block.right < bounds.cols);
  if (same) return selection;
  const others = selection.others
    .filter((block) => block.top < bounds.rows && block.left < bounds.cols)
    .map((block) => ({ ...block, bottom: Math.min(block.bottom, bounds.rows - 1), right: Math.min(block.right, bounds.cols - 1) }));
  return { ...selection, active, anchor, focus, others };
}

/** Moves everything by rows, when rows came or went above. */
export function shiftRows(selection: Selection, by: number): Selection {
  const move = (cell: Cell): Cell => ({ row: cell.row + by, col: cell.col });
  return {
    ...selection,
    active: move(selection.active), anchor: move(selection.anchor), focus: move(selection.focus),
    others: selection.others.map((block) => ({ ...block, top: block.top + by, bottom: block.bottom + by })),
  };
}

/**
 * Columns of one row that are selected, as text such as `3-5` or `` for none: rows compare it to know whether to draw.
 */
export function rowSignature(selection: Selection, row: number): string {
  if (isSingle(selection)) return '';
  let signature = '';
  for (const block of blocksOf(selection)) {
    if (row >= block.top && row <= block.bottom) signature += `${signature && ','}${block.left}-${block.right}`;
  }
  return signature;
}

/** Column of the active cell within a selected block of this row; undefined elsewhere. It keeps the colour of a cell. */
export function activeColumnIn(selection: Selection, row: number): number | undefined {
  return selection.active.row === row && !isSingle(selection) ? selection.active.col : undefined;
}

/** Whether a column is in a signature of `rowSignature`. */
export function signatureHas(signature: string, col: number): boolean {
  return signature !== '' && signature.split(',').some((part) => {
    const [left = 0, right = 0] = part.split('-').map(Number);
    return col >= left && col <= right;
  });
}

/** Every selected cell once, row by row within each block. */
export function* cellsOf(selection: Selection): Generator<Cell> {
  const blocks = blocksOf(selection);
  for (const [index, block] of blocks.entries()) {
    for (let row = block.top; row <= block.bottom; row += 1) {
      for (let col = block.left; col <= block.right; col += 1) {
        const cell = { row, col };
        if (!blocks.slice(0, index).some((earlier) => isInside(earlier, cell))) yield cell;
      }
    }
  }
}
