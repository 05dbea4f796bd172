import { countRows, groupRows, queryRows, rowsById, totalRows } from '@/api/tables';
import type { Count, Filter, Groups, Page, QueryBody, RowsById, Totals } from '@/api/types';

interface Where {
  filter?: Filter | null;
  search?: string;
}

/** What the row store asks of the server; tests give it a small list instead. */
export interface RowApi {
  query(body: QueryBody): Promise<Page>;
  count(where: Where): Promise<Count>;
  groups(where: Where & { group: string; sums: string[] }): Promise<Groups>;
  totals(where: Where & { sums: string[] }): Promise<Totals>;
  byId(ids: number[]): Promise<RowsById>;
}

export function serverRows(table: string): RowApi {
  return {
    query: (body) => queryRows(table, body),
    count: (where) => countRows(table, where),
    groups: (where) => groupRows(table, where),
    totals: (where) => totalRows(table, where),
    byId: (ids) => rowsById(table, ids),
  };
}
