import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useEvents, type LiveEvent } from '@/api/events';
import { keys } from '@/api/keys';
import { queryRows } from '@/api/tables';
import type { CellValue, Page } from '@/api/types';
import { findPeople, getProposal, getRecord, getStages, getTimeline, readFollowup, recordKeys } from './calls';
import { stagesOf } from './stage/pipelines';
import type { RecordDetail, Stage } from './types';
import { asPerson } from './words';

export function useRecord(table: string, id: number) {
  return useQuery({ queryKey: recordKeys.record(table, id), queryFn: () => getRecord(table, id) });
}

export function useStages(enabled = true) {
  return useQuery({ queryKey: recordKeys.stages, queryFn: getStages, staleTime: 5 * 60_000, enabled });
}

/** Stages of the pipeline that the record is in. */
export function useOwnStages(record: Pick<RecordDetail, 'cells'>, enabled = true): Stage[] {
  const { data } = useStages(enabled);
  const pipeline = asPerson(record.cells['pipeline'])?.id ?? null;
  return useMemo(() => stagesOf(data ?? [], pipeline), [data, pipeline]);
}

/** Timeline pages, newest first. While another filter loads, the former entries stay. */
export function useTimeline(id: number, kinds: string | undefined) {
  return useInfiniteQuery({
    queryKey: recordKeys.timeline(id, kinds),
    queryFn: ({ pageParam }) => getTimeline(id, kinds, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function useProposal(id: number) {
  return useQuery({ queryKey: recordKeys.proposal(id), queryFn: () => getProposal(id) });
}

export const readingQuery = (id: number, text: string) =>
  queryOptions({
    queryKey: ['followup-reading', id, text],
    queryFn: async ({ signal }) => ({ text, reading: await readFollowup(id, text, signal) }),
    staleTime: 60_000,
    gcTime: 60_000,
    // Saving waits for the reading: without network it must fail at once, not pause.
    networkMode: 'always',
    retry: false,
  });

/** What is read out of a follow-up text, together with the text it was read from; the last answer stays while typing. */
export function useReading(id: number, text: string) {
  const wanted = text.trim() !== '';
  const query = useQuery({ ...readingQuery(id, text), enabled: wanted, placeholderData: keepPreviousData });
  return wanted ? (query.data ?? null) : null;
}

export function usePeople(query: string, enabled = true) {
  return useQuery({
    queryKey: ['people-lookup', query],
    queryFn: ({ signal }) => findPeople(query, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

const CONTACT_LIMIT = 50;

export function useContacts(leadId: number) {
  return useQuery({
    queryKey: recordKeys.contacts(leadId),
    queryFn: () => queryRows('contacts', { filter: { column: 'lead', op: 'is', value: leadId }, limit: CONTACT_LIMIT }),
  });
}

export interface NamedRow {
  id: number;
  cells: Record<string, CellValue>;
  masked: Set<string>;
}

/** Rows of a page with their cells by column id. */
export function namedRows(page: Pick<Page, 'columns' | 'rows'>): NamedRow[] {
  return page.rows.map((row) => ({
    id: row.id,
    cells: Object.fromEntries(page.columns.map((column, index) => [column, row.cells[index] ?? null])),
    masked: new Set(row.masked.flatMap((index) => page.columns[index] ?? [])),
  }));
}

/** Tables whose rows belong to a lead's timeline or panel. */
const ATTACHED = new Set(['followups', 'tasks', 'comments', 'stage_visits', 'contacts', 'enquiries', 'assignments', 'letters']);

function concerns(event: LiveEvent, table: string, id: number): boolean {
  if (event.type === 'resync') return true;
  if (event.type === 'reload') return event.table === table || ATTACHED.has(event.table);
  if (event.type !== 'rows') return false;
  if (event.table !== table) return ATTACHED.has(event.table);
  return event.gone.includes(id) || event.rows.some((row) => row.id === id);
}

/** Keeps the open record fresh with what others do to it. */
export function useLiveRecord(table: string, id: number): void {
  const client = useQueryClient();
  useEvents((event) => {
    if (!concerns(event, table, id)) return;
    void client.invalidateQueries({ queryKey: keys.row(table, id) });
    if (event.type !== 'rows' || event.table === 'contacts') {
      void client.invalidateQueries({ queryKey: recordKeys.contacts(id) });
    }
    if (event.type !== 'rows' || event.table === 'enquiries') void client.invalidateQueries({ queryKey: keys.rows('enquiries') });
  });
}
