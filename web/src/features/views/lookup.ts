import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { queryClient } from '@/api/queryClient';
import { queryRows, rowsById, tableQuery } from '@/api/tables';
import type { CellValue, Column, Page } from '@/api/types';

export interface Found {
  id: number;
  label: string;
  note?: string;
  progress?: number;
  kind?: 'open' | 'won' | 'lost';
}

interface StageEntry {
  id: number;
  label: string;
  kind: 'open' | 'won' | 'lost';
  progress: number;
  definition: string | null;
  pipeline_label: string;
  in_default_pipeline: boolean;
}

const MOST = 20;

export const stagesQuery = {
  queryKey: ['rows', 'stages', 'of leads'] as const,
  queryFn: () => api.get<StageEntry[]>('/leads/stages'),
  staleTime: 60_000,
};

async function titleOf(table: string): Promise<string> {
  return (await queryClient.ensureQueryData(tableQuery(table))).title_column;
}

function titles(page: Pick<Page, 'rows'>): Found[] {
  return page.rows.map((row) => ({ id: row.id, label: String(row.cells[0] ?? '') as CellValue & string }));
}

/** People, stages or rows of a linked table whose name holds what was typed; at most twenty. */
export async function findLinked(column: Pick<Column, 'kind' | 'link_table'>, typed: string, signal?: AbortSignal): Promise<Found[]> {
  const table = column.link_table ?? '';
  if (column.kind === 'person') {
    const people = await api.get<{ id: number; label: string; unit: string | null }[]>('/people/lookup', { q: typed, limit: MOST }, signal);
    return people.map(({ id, label, unit }) => (unit ? { id, label, note: unit } : { id, label }));
  }
  if (column.kind === 'stage') {
    const stages = await queryClient.ensureQueryData(stagesQuery);
    const several = stages.some((stage) => !stage.in_default_pipeline);
    return stages
      .filter((stage) => stage.label.includes(typed.trim()))
      .map(({ id, label, kind, progress, definition, pipeline_label }) => {
        const note = several ? pipeline_label : definition;
        return { id, label, kind, progress, ...(note ? { note } : {}) };
      });
  }
  const title = await titleOf(table);
  return titles(await queryRows(table, { search: typed, columns: [title], limit: MOST }, signal));
}

async function nameLinked(column: Column, ids: number[]): Promise<Found[]> {
  if (column.kind === 'stage') return (await findLinked(column, '')).filter((stage) => ids.includes(stage.id));
  const table = column.kind === 'person' ? 'people' : (column.link_table ?? '');
  const title = await titleOf(table);
  return titles(await rowsById(table, ids, [title]));
}

export function isLinked(column: Column): boolean {
  return column.kind === 'person' || column.kind === 'link' || column.kind === 'stage';
}

/** Options of a linked column for what is being typed. */
export function useFound(column: Column, typed: string) {
  return useQuery({
    queryKey: ['lookup', column.kind, column.link_table ?? '', typed],
    queryFn: ({ signal }) => findLinked(column, typed, signal),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
}

/** The names of linked rows known only by id, as in a filter of a shared link. */
export function useNames(column: Column | undefined, ids: number[]): Map<number, string> {
  const { data } = useQuery({
    queryKey: ['names', column?.kind, column?.link_table ?? '', ids],
    queryFn: () => (column ? nameLinked(column, ids) : []),
    enabled: column !== undefined && isLinked(column) && ids.length > 0,
    staleTime: 60_000,
  });
  return new Map((data ?? []).map((found) => [found.id, found.label]));
}
