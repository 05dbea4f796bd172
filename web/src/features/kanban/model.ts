import type { InfiniteData } from '@tanstack/react-query';
import type { CellValue, Filter, Groups, Page, PageRow, StageCell } from '@/api/types';
import type { Stage } from '@/features/record/types';

export type ColumnPages = InfiniteData<Page>;

/** What a card shows and what stages may require: the columns asked for with every page. */
export const CARD_COLUMNS = [
  'company', 'contact', 'number', 'amount', 'grade', 'status', 'stage', 'owner', 'next_at', 'next_has_time', 'last_followup',
  'won_amount', 'won_at', 'created_at',
];

/** Columns to ask for: the card's own and what any stage requires, as far as the reader may see them. */
export function columnsToAsk(stages: readonly Stage[], known: ReadonlySet<string>): string[] {
  return [...new Set([...CARD_COLUMNS, ...stages.flatMap((stage) => stage.requires)])].filter((id) => known.has(id));
}

export interface Card {
  id: number;
  cells: Readonly<Record<string, CellValue>>;
  masked: ReadonlySet<string>;
}

/** The loaded cards of a column; a row that pages hold twice (it moved while paging) comes once. */
export function cardsOf(pages: ColumnPages | undefined): Card[] {
  const seen = new Set<number>();
  const cards: Card[] = [];
  for (const page of pages?.pages ?? []) {
    for (const row of page.rows) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      cards.push({
        id: row.id,
        cells: Object.fromEntries(page.columns.map((column, index) => [column, row.cells[index] ?? null])),
        masked: new Set(row.masked.flatMap((index) => page.columns[index] ?? [])),
      });
    }
  }
  return cards;
}

/** The view's filter narrowed to one stage; a view without conditions may carry an empty tree. */
export function stageFilter(filter: Filter | null, stage: number): Filter {
  const here: Filter = { column: 'stage', op: 'is', value: stage };
  return filter && Object.keys(filter).length > 0 ? { and: [filter, here] } : here;
}

/** Takes a row out of a column's pages; also gives the row with the column order it has. */
export function takeRow(pages: ColumnPages | undefined, id: number): { pages: ColumnPages | undefined; row: PageRow | null; columns: string[] } {
  let taken: PageRow | null = null;
  let columns: string[] = [];
  const rest = pages?.pages.map((page) => {
    const row = page.rows.find((one) => one.id === id);
    if (!row) return page;
    taken = row;
    columns = page.columns;
    return { ...page, rows: page.rows.filter((one) => one.id !== id) };
  });
  return { pages: pages && rest ? { ...pages, pages: rest } : pages, row: taken, columns };
}

/** Puts a row on top of a column, its stage cell already being the new one. */
export function putRow(pages: ColumnPages | undefined, row: PageRow, columns: readonly string[], stage: Stage): ColumnPages | undefined {
  const [first, ...others] = pages?.pages ?? [];
  if (!pages || !first) return pages;
  const byName = new Map<string, CellValue>(columns.map((column, index) => [column, row.cells[index] ?? null]));
  const entered: StageCell = { id: stage.id, label: stage.label, progress: stage.progress, kind: stage.kind };
  byName.set('stage', entered);
  const cells = first.columns.map((column) => byName.get(column) ?? null);
  const top = { ...first, rows: [{ id: row.id, cells, masked: row.masked }, ...first.rows] };
  return { ...pages, pages: [top, ...others] };
}

export interface ColumnTotal {
  count: number;
  sum: number;
}

/** Count and sum of amounts by stage id. */
export function totalsByStage(groups: Groups | undefined): Map<number, ColumnTotal> {
  const totals = new Map<number, ColumnTotal>();
  for (const group of groups?.groups ?? []) {
    const id = stageIdOf(group.value);
    if (id !== null) totals.set(id, { count: group.count, sum: group.sums['amount'] ?? 0 });
  }
  return totals;
}

function stageIdOf(value: Groups['groups'][number]['value']): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['id'] === 'number') return value['id'];
  return null;
}

/** Groups after one card of an amount went from a stage to another. */
export function shiftTotals(groups: Groups | undefined, from: number, to: number, amount: number): Groups | undefined {
  if (!groups) return groups;
  return {
    ...groups,
    groups: groups.groups.map((group) => {
      const id = stageIdOf(group.value);
      const step = id === from ? -1 : id === to ? 1 : 0;
      if (step === 0) return group;
      return { ...group, count: Math.max(0, group.count + step), sums: { ...group.sums, amount: (group.sums['amount'] ?? 0) + step * amount } };
    }),
  };
}
