import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
import { queryClient } from './queryClient';
import type {
  BulkAnswer, CellsAnswer, CellsBody, CellValue, Column, Count, CreateAnswer, Filter, Groups, Json, Page, QueryBody,
  RowsById, TableEntry, TableSchema, Totals, Via, View, ViewDraft,
} from './types';

export const tablesQuery = queryOptions({ queryKey: keys.tables, queryFn: () => api.get<TableEntry[]>('/tables') });

export const tableQuery = (table: string) =>
  queryOptions({
    queryKey: keys.table(table),
    queryFn: () => api.get<TableSchema>(`/tables/${table}`),
    staleTime: 5 * 60_000,
  });

/** Columns, views and rights of a table. */
export function useTable(table: string): TableSchema {
  return useSuspenseQuery(tableQuery(table)).data;
}

export function columnOf(schema: TableSchema, id: string): Column | undefined {
  return schema.columns.find((column) => column.id === id);
}

export function forgetTable(table: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: keys.table(table) });
}

interface Where {
  filter?: Filter | null;
  search?: string;
}

export const queryRows = (table: string, body: QueryBody, signal?: AbortSignal) =>
  api.post<Page>(`/tables/${table}/query`, body, signal);

export const rowsById = (table: string, ids: number[], columns?: string[]) =>
  api.post<RowsById>(`/tables/${table}/rows-by-id`, columns ? { ids, columns } : { ids });

export const countRows = (table: string, body: Where) => api.post<Count>(`/tables/${table}/count`, body);

export const groupRows = (table: string, body: Where & { group: string; sums?: string[] }) =>
  api.post<Groups>(`/tables/${table}/groups`, body);

export const totalRows = (table: string, body: Where & { sums: string[] }) =>
  api.post<Totals>(`/tables/${table}/totals`, body);

export const editCells = (table: string, body: CellsBody) => api.post<CellsAnswer>(`/tables/${table}/cells`, body);

export const createRows = (table: string, rows: Record<string, Json>[], via: Via = 'grid', client_key?: string) =>
  api.post<CreateAnswer>(`/tables/${table}/rows`, client_key ? { rows, via, client_key } : { rows, via });

export const deleteRows = (table: string, ids: number[], reason?: string) =>
  api.post<BulkAnswer>(`/tables/${table}/delete`, reason ? { ids, reason } : { ids });

export const restoreRows = (table: string, ids: number[]) => api.post<BulkAnswer>(`/tables/${table}/restore`, { ids });

export const revealCell = (table: string, row: number, column: string) =>
  api.post<{ value: CellValue }>(`/tables/${table}/rows/${row}/reveal`, { column });

export const parseText = (table: string, column: string, text: string) =>
  api.post<{ value: CellValue; display: string; error?: { code: string; message: string } }>(
    `/tables/${table}/parse`,
    { column, text },
  );

export const createView = (table: string, draft: ViewDraft) => api.post<View>(`/tables/${table}/views`, draft);
export const changeView = (id: View['id'], draft: ViewDraft) => api.patch<View>(`/views/${id}`, draft);
export const deleteView = (id: View['id']) => api.delete<undefined>(`/views/${id}`);
