import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useEvents, type LiveEvent } from '@/api/events';
import { keys } from '@/api/keys';
import { queryRows } from '@/api/tables';
import type { CellValue, Filter, Labelled, Page, Sort } from '@/api/types';

/** A row of a settings table by column id. */
export interface SettingRow {
  id: number;
  cells: Record<string, CellValue>;
  /** Columns that came as mask text. */
  masked: string[];
}

interface Wanted {
  columns: string[];
  filter?: Filter;
  sort?: Sort;
  search?: string;
  trash?: boolean;
}

export function rowsOf(page: Page): SettingRow[] {
  return page.rows.map((row) => ({
    id: row.id,
    cells: Object.fromEntries(page.columns.map((column, index) => [column, row.cells[index] ?? null])),
    masked: row.masked.flatMap((index) => page.columns[index] ?? []),
  }));
}

export function textCell(row: SettingRow, column: string): string {
  const value = row.cells[column];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function numberCell(row: SettingRow, column: string): number | null {
  const value = row.cells[column];
  return typeof value === 'number' ? value : null;
}

export function linkCell(row: SettingRow, column: string): Labelled | null {
  const value = row.cells[column];
  return typeof value === 'object' && value !== null && 'id' in value ? { id: Number(value.id), label: value.label } : null;
}

/** Rows are asked for again when anybody changes the table. */
function useLiveRows(table: string): void {
  const client = useQueryClient();
  const hear = useCallback(
    (event: LiveEvent) => {
      const touched = event.type === 'resync' || ((event.type === 'rows' || event.type === 'reload') && event.table === table);
      if (touched) void client.invalidateQueries({ queryKey: keys.rows(table) });
    },
    [client, table],
  );
  useEvents(hear);
}

/** All rows of a table small by nature: units, roles, stages, channels. */
export function useSettingRows(table: string, wanted: Wanted, enabled = true) {
  useLiveRows(table);
  return useQuery({
    queryKey: [...keys.rows(table), 'all', wanted],
    queryFn: async ({ signal }) => rowsOf(await queryRows(table, { ...wanted, limit: 500 }, signal)),
    enabled,
    placeholderData: (before) => before,
  });
}

/** Rows of a table that may be long, by pages. */
export function useSettingPages(table: string, wanted: Wanted) {
  useLiveRows(table);
  return useInfiniteQuery({
    queryKey: [...keys.rows(table), 'pages', wanted],
    queryFn: async ({ pageParam, signal }) => {
      const page = await queryRows(table, { ...wanted, cursor: pageParam, limit: 100 }, signal);
      return { rows: rowsOf(page), next: page.next };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
}
