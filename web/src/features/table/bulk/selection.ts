import { queryRows } from '@/api/tables';
import type { RowChecks } from '@/tableview/model/contract';
import type { RowQuery } from '../rows/rowStore';

/** More than this is not gathered by id in the browser. */
export const MOST_IDS = 20_000;
const PAGE = 500;

export function isSomething(checks: RowChecks): boolean {
  return checks.all || checks.ids.size > 0;
}

/** How many rows are ticked, of `count` in the view. */
export function checkedCount(checks: RowChecks, count: number): number {
  return checks.all ? Math.max(0, count - checks.except.size) : checks.ids.size;
}

/** The ticked ids. With "all" they are read page by page from the server; null when there are too many. */
export async function gatherIds(table: string, query: RowQuery, checks: RowChecks): Promise<number[] | null> {
  if (!checks.all) return [...checks.ids];
  const ids: number[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof queryRows>> = await queryRows(table, {
      filter: query.filter, search: query.search, sort: query.sort, columns: [], cursor, limit: PAGE,
    });
    ids.push(...page.rows.map((row) => row.id).filter((id) => !checks.except.has(id)));
    if (ids.length > MOST_IDS) return null;
    cursor = page.next;
  } while (cursor !== null);
  return ids;
}
