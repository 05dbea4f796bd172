import { clamp } from './geometry';
import { type Bounds, type Cell, extendTo, isSingle, mainBlock, selectCell, type Selection } from './selection';

export type Direction = 'up' | 'down' | 'left' | 'right';
/** How far: one cell, a page of rows, the edge of the filled area, or the border of the table. */
export type Reach = 'cell' | 'page' | 'edge' | 'border';

const STEP: Readonly<Record<Direction, readonly [number, number]>> = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] };

/** What moving needs to know of the table. Rows that are not loaded count as filled. */
export interface Ground extends Bounds {
  readonly pageRows: number;
  isEmpty(cell: Cell): boolean;
}

function inside(cell: Cell, { rows, cols }: Bounds): Cell {
  return { row: clamp(cell.row, 0, rows - 1), col: clamp(cell.col, 0, cols - 1) };
}

/** Where an arrow with Ctrl stops: at the end of the filled run, or at the next filled cell, or at the border. */
export function edgeFrom(from: Cell, direction: Direction, ground: Ground): Cell {
  const [down, right] = STEP[direction];
  const isIn = (cell: Cell): boolean => cell.row >= 0 && cell.col >= 0 && cell.row < ground.rows && cell.col < ground.cols;
  const after = (cell: Cell): Cell => ({ row: cell.row + down, col: cell.col + right });
  let at = from;
  let next = after(at);
  if (!isIn(next)) return at;
  const crossing = ground.isEmpty(at) || ground.isEmpty(next);
  while (isIn(next)) {
    if (crossing && !ground.isEmpty(next)) return next;
    if (!crossing && ground.isEmpty(next)) return at;
    at = next;
    next = after(at);
  }
  return at;
}

/** The cell a movement leads to. */
export function target(from: Cell, direction: Direction, reach: Reach, ground: Ground): Cell {
  const [down, right] = STEP[direction];
  if (reach === 'edge') return edgeFrom(from, direction, ground);
  const far = reach === 'border' ? Math.max(ground.rows, ground.cols) : reach === 'page' ? Math.max(1, ground.pageRows - 1) : 1;
  return inside({ row: from.row + down * far, col: from.col + right * far }, ground);
}

/** Arrow keys and their relatives: moves the active cell, or with `extend` the far corner of the block. */
export function move(selection: Selection, direction: Direction, reach: Reach, extend: boolean, ground: Ground): Selection {
  if (extend) return extendTo(selection, target(selection.focus, direction, reach, ground));
  return selectCell(target(selection.active, direction, reach, ground));
}

/** Enter and Tab: inside a block they walk through it, otherwise they move one cell; Enter returns to where Tab began. */
export function advance(selection: Selection, direction: Direction, bounds: Bounds): Selection {
  if (!isSingle(selection)) return walk(selection, direction);
  const sideways = direction === 'left' || direction === 'right';
  const [down, right] = STEP[direction];
  const { active, tabFrom } = selection;
  if (sideways) {
    const wrapped = wrap({ row: active.row, col: active.col + right }, bounds);
    return { ...selectCell(wrapped), tabFrom: tabFrom ?? active.col };
  }
  return selectCell(inside({ row: active.row + down, col: tabFrom ?? active.col }, bounds));
}

/** Tab beyond the last column goes on in the next row. */
function wrap(cell: Cell, bounds: Bounds): Cell {
  if (cell.col >= bounds.cols && cell.row + 1 < bounds.rows) return { row: cell.row + 1, col: 0 };
  if (cell.col < 0 && cell.row > 0) return { row: cell.row - 1, col: bounds.cols - 1 };
  return inside(cell, bounds);
}

/** The next cell of the block in reading order (Tab) or column by column (Enter), round and round. */
function walk(selection: Selection, direction: Direction): Selection {
  const { top, left, bottom, right } = mainBlock(selection);
  const rows = bottom - top + 1;
  const cols = right - left + 1;
  const across = direction === 'left' || direction === 'right';
  const by = direction === 'down' || direction === 'right' ? 1 : -1;
  const { active } = selection;
  const place = across ? (active.row - top) * cols + active.col - left : (active.col - left) * rows + active.row - top;
  const next = (place + by + rows * cols) % (rows * cols);
  const cell = across
    ? { row: top + Math.floor(next / cols), col: left + (next % cols) }
    : { row: top + (next % rows), col: left + Math.floor(next / rows) };
  return { ...selection, active: cell, tabFrom: undefined };
}
