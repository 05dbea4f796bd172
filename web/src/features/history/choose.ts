import type { CellKey, UndoCell, UndoPreview } from './types';

export function keyOf(cell: Pick<UndoCell, 'table' | 'row' | 'column'>): CellKey {
  return `${cell.table}/${cell.row}/${cell.column}`;
}

/** How many cells undoing restores when these later-edited cells are taken back too. */
export function countRestored(preview: UndoPreview, chosen: ReadonlySet<CellKey>): number {
  return preview.restore + chosen.size;
}

/** The body's `take_back`: none, all, or the chosen cells. All is said as a word, since only the first cells are listed. */
export function takeBack(chosen: ReadonlySet<CellKey> | 'all', cells: readonly UndoCell[]): 'none' | 'all' | [string, number, string][] {
  if (chosen === 'all') return 'all';
  if (chosen.size === 0) return 'none';
  return cells.filter((cell) => chosen.has(keyOf(cell))).map(({ table, row, column }) => [table, row, column]);
}

/** A cell that somebody edited later and that this reader may take back. */
export function isChoosable(cell: UndoCell): boolean {
  return cell.kept && !cell.refused;
}

export interface RecordGroup {
  key: string;
  table: string;
  row: number;
  title: string;
  cells: UndoCell[];
}

/** Cells by record, in the order they come. */
export function groupByRecord(cells: readonly UndoCell[]): RecordGroup[] {
  const groups = new Map<string, RecordGroup>();
  for (const cell of cells) {
    const key = `${cell.table}/${cell.row}`;
    const group = groups.get(key) ?? { key, table: cell.table, row: cell.row, title: cell.title, cells: [] };
    groups.set(key, group);
    group.cells.push(cell);
  }
  return [...groups.values()];
}
