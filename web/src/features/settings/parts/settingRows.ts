import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useEvents, type LiveEvent } from '@/api/events';
import { keys } from '@/api/keys';
import { queryRows } from '@/api/tables';
import type { Filter, Page, Sort } from '@/api/types';
import type { SettingRow } from './cells';

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
