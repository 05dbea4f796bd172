import type { RowGroup } from './contract';

/** What stands on one line of the table. `row` is the record's index in the source, `position` its place among visible records. */
export type Line =
  | { readonly kind: 'row'; readonly row: number; readonly position: number }
  | { readonly kind: 'group'; readonly group: number };

/**
 * Order of lines: group headers and the records of the groups that are open.
 * Three ways to count records: `row` (index in the source, collapsed ones included), `position` (visible records only;
 * the selection counts these) and `line` (visible records and headers; the screen counts these).
 */
export class Lines {
  readonly count: number;
  readonly positions: number;
  private readonly groups: readonly RowGroup[];
  /** Per group: first record, first position, line of its header. One further entry closes each list. */
  private readonly rowStart: number[] = [];
  private readonly positionStart: number[] = [];
  private readonly lineStart: number[] = [];

  constructor(rowCount: number, groups: readonly RowGroup[]) {
    this.groups = groups;
    let row = 0;
    let position = 0;
    let line = 0;
    for (const group of groups) {
      this.rowStart.push(row);
      this.positionStart.push(position);
      this.lineStart.push(line);
      const shown = group.collapsed ? 0 : group.count;
      row += group.count;
      position += shown;
      line += 1 + shown;
    }
    this.positions = groups.length > 0 ? position : rowCount;
    this.count = groups.length > 0 ? line : rowCount;
  }

  /** What stands on a line; undefined beyond the end. */
  at(line: number): Line | undefined {
    if (line < 0 || line >= this.count) return undefined;
    if (this.groups.length === 0) return { kind: 'row', row: line, position: line };
    const group = lastNotAbove(this.lineStart, line);
    const within = line - (this.lineStart[group] ?? 0) - 1;
    if (within < 0) return { kind: 'group', group };
    return { kind: 'row', row: (this.rowStart[group] ?? 0) + within, position: (this.positionStart[group] ?? 0) + within };
  }

  /** Record index at a visible position. */
  rowAt(position: number): number {
    if (this.groups.length === 0) return position;
    const group = this.groupAt(position);
    return (this.rowStart[group] ?? 0) + position - (this.positionStart[group] ?? 0);
  }

  /** Line on which a visible position stands. */
  lineAt(position: number): number {
    if (this.groups.length === 0) return position;
    const group = this.groupAt(position);
    return (this.lineStart[group] ?? 0) + 1 + position - (this.positionStart[group] ?? 0);
  }

  /** Visible position of a record; of the nearest visible record after it (or the last) when its group is collapsed. */
  positionOf(row: number): number {
    if (this.groups.length === 0) return Math.min(row, Math.max(0, this.positions - 1));
    const group = lastNotAbove(this.rowStart, row);
    const start = this.positionStart[group] ?? 0;
    const within = this.groups[group]?.collapsed ? 0 : row - (this.rowStart[group] ?? 0);
    return Math.max(0, Math.min(start + within, this.positions - 1));
  }

  /** Header above a line: its group and its own line; undefined when not grouped. */
  headerOf(line: number): { readonly group: number; readonly line: number; readonly next: number } | undefined {
    if (this.groups.length === 0) return undefined;
    const group = lastNotAbove(this.lineStart, line);
    return { group, line: this.lineStart[group] ?? 0, next: this.lineStart[group + 1] ?? this.count };
  }

  private groupAt(position: number): number {
    // Collapsed groups share their start with the next one; the last of them is the group that holds the record.
    return lastNotAbove(this.positionStart, position);
  }
}

/** Index of the last entry that is not above the value, in an ascending list; 0 when all are. */
function lastNotAbove(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((list[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
