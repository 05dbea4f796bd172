import type { ColumnId, ColumnLayout } from './contract';
import type { PlacedColumn } from './geometry';

/** Place (before which column) a header dragged to a pixel of the view would get; it stays on its side of the frozen edge. */
export function dropIndex(columns: readonly PlacedColumn[], x: number, scrollLeft: number, frozen: boolean): number {
  const side = columns.filter((column) => column.frozen === frozen);
  const inTable = frozen ? x : x + scrollLeft;
  const before = side.find(({ left, width }) => inTable < left + width / 2);
  return before?.index ?? (side.at(-1)?.index ?? 0) + 1;
}

/** Columns with one moved to stand before the place `to`. */
export function moved(columns: readonly ColumnLayout[], from: number, to: number): ColumnLayout[] {
  const column = columns[from];
  if (!column) return [...columns];
  const rest = columns.filter((_, index) => index !== from);
  rest.splice(to > from ? to - 1 : to, 0, column);
  return rest;
}

/** Columns without one. */
export function hidden(columns: readonly ColumnLayout[], id: ColumnId): ColumnLayout[] {
  return columns.filter((column) => column.id !== id);
}

/** Freezes all columns up to one, or frees all when it is the last frozen one. */
export function frozenUpTo(columns: readonly ColumnLayout[], id: ColumnId): ColumnLayout[] {
  const at = columns.findIndex((column) => column.id === id);
  const last = columns.findLastIndex((column) => column.frozen);
  return columns.map((column, index) => ({ ...column, frozen: at !== last && index <= at }));
}
