import type { ColumnId, Density, GridColumn } from './contract';

/** Browsers stop near 18–33 million pixels; below this everyone scrolls. */
export const MAX_SCROLL = 12_000_000;
/** Native movements up to this many pixels are wheel, keys or fingers and are taken as they are; larger ones are the thumb. */
const THUMB = 1_200;

export const ROW_HEIGHT: Readonly<Record<Density, number>> = { compact: 28, normal: 34, roomy: 44 };
export const HEAD_HEIGHT = 32;
export const FOOT_HEIGHT = 32;
export const GUTTER = 36;
export const MIN_COLUMN = 48;

/** Heights in pixels: `total` of all lines and the free space below, `view` of what is seen. */
export interface ScrollSize {
  readonly total: number;
  readonly view: number;
}

/** Height the browser is told: the true one up to the cap. */
export function nativeHeight({ total, view }: ScrollSize): number {
  return Math.max(view, Math.min(total, MAX_SCROLL));
}

/** Native scroll position that stands for a true one. */
export function toNative(top: number, size: ScrollSize): number {
  const range = Math.max(0, size.total - size.view);
  const native = nativeHeight(size) - size.view;
  return range === native || range === 0 ? Math.min(top, native) : (top / range) * native;
}

/** True position that a native one stands for. */
export function toTrue(native: number, size: ScrollSize): number {
  const range = Math.max(0, size.total - size.view);
  const reach = nativeHeight(size) - size.view;
  return range === reach || reach === 0 ? Math.min(native, range) : (native / reach) * range;
}

/**
 * True position after the browser scrolled from `before` to `after`.
 * When the height is scaled, a wheel click must still move as many pixels as it says and not a multiple: small movements
 * are added, large ones (the thumb, a jump) are scaled. Both ends always agree.
 */
export function scrolledTop(top: number, before: number, after: number, size: ScrollSize): number {
  const reach = nativeHeight(size) - size.view;
  const range = Math.max(0, size.total - size.view);
  if (reach === range) return clamp(after, 0, range);
  if (after <= 0) return 0;
  if (after >= reach - 1) return range;
  const moved = after - before;
  return Math.abs(moved) <= THUMB ? clamp(top + moved, 0, range) : toTrue(after, size);
}

/** Lines to draw, `to` excluded: those seen and `spare` on either side. */
export function lineWindow(top: number, view: number, rowHeight: number, count: number, spare: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(top / rowHeight) - spare);
  const to = Math.min(count, Math.ceil((top + view) / rowHeight) + spare);
  return { from: Math.min(from, to), to };
}

/** Nearest position that shows a line in full, below whatever sticks to the top. */
export function topShowing(line: number, top: number, view: number, rowHeight: number, sticky: number): number {
  const start = line * rowHeight;
  if (start - sticky < top) return Math.max(0, start - sticky);
  // The upper edge stays on a row so that moving down by keys never leaves half a row at the top.
  if (start + rowHeight > top + view) return Math.ceil((start + rowHeight - view) / rowHeight) * rowHeight;
  return top;
}

export interface PlacedColumn {
  readonly column: GridColumn;
  readonly index: number;
  /** Pixels from the left edge of the table, the gutter included. */
  readonly left: number;
  readonly width: number;
  readonly frozen: boolean;
}

/** Frozen columns first; widths as they are, the last one growing into what is left of the view. */
export function placeColumns(columns: readonly GridColumn[], view: number, widths: Readonly<Record<ColumnId, number>> = {}): readonly PlacedColumn[] {
  const ordered = [...columns.filter((column) => column.frozen), ...columns.filter((column) => !column.frozen)];
  let left = GUTTER;
  return ordered.map((column, index) => {
    const wanted = Math.max(MIN_COLUMN, widths[column.id] ?? column.width);
    const last = index === ordered.length - 1;
    const width = last ? Math.max(wanted, view - left) : wanted;
    const placed = { column, index, left, width, frozen: column.frozen ?? false };
    left += width;
    return placed;
  });
}

/** Right edge of the frozen part, the gutter included. */
export function frozenWidth(columns: readonly PlacedColumn[]): number {
  return columns.reduce((edge, { frozen, left, width }) => (frozen ? left + width : edge), GUTTER);
}

export function tableWidth(columns: readonly PlacedColumn[]): number {
  const last = columns.at(-1);
  return last ? last.left + last.width : GUTTER;
}

/** Unfrozen columns to draw: those seen between the frozen part and the right edge, and one on either side. */
export function columnWindow(columns: readonly PlacedColumn[], scrollLeft: number, view: number): { from: number; to: number } {
  const edge = frozenWidth(columns);
  let from = columns.length;
  let to = 0;
  for (const { frozen, index, left, width } of columns) {
    if (frozen || left + width - scrollLeft <= edge || left - scrollLeft >= view) continue;
    from = Math.min(from, index);
    to = index + 1;
  }
  return { from: Math.max(0, from - 1), to: Math.min(columns.length, to + 1) };
}

/** Scroll position that shows a column in full, to the right of the frozen part. */
export function leftShowing(columns: readonly PlacedColumn[], col: number, scrollLeft: number, view: number): number {
  const placed = columns[col];
  if (!placed || placed.frozen) return scrollLeft;
  const edge = frozenWidth(columns);
  if (placed.left - edge < scrollLeft) return placed.left - edge;
  const over = placed.left + placed.width - view;
  // A column wider than the view shows its beginning.
  return over > scrollLeft ? Math.min(over, placed.left - edge) : scrollLeft;
}

/** Column under a horizontal pixel of the view; -1 in the gutter, undefined right of the table. */
export function columnAt(columns: readonly PlacedColumn[], x: number, scrollLeft: number): number | undefined {
  if (x < GUTTER) return -1;
  const edge = frozenWidth(columns);
  const inTable = x < edge ? x : x + scrollLeft;
  return columns.find(({ left, width }) => inTable >= left && inTable < left + width)?.index;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
