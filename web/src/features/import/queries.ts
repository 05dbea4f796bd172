import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { useEvents } from '@/api/events';
import { keys } from '@/api/keys';
import type { Job } from '@/api/types';
import { toast } from '@/kit/notice/notice';
import type { Import, ImportPatch, ImportRow, ImportRows, Outcome, RowPatch } from './types';

const JOB_POLL_MS = 800;
const DUPLICATE_PAGES = 10;
const importKey = (id: number) => ['import', id] as const;

export const importQuery = (id: number) =>
  queryOptions({
    queryKey: importKey(id),
    queryFn: () => api.get<Import>(`/imports/${id}`),
    staleTime: Infinity,
    retry: false,
    // Long files are read in the background: the preview comes when the plan is made.
    refetchInterval: (query) => (query.state.data?.state === 'checking' ? JOB_POLL_MS : false),
  });

export const uploadFile = (file: File, table: string) => api.upload<Import>('/imports', file, { table });
export const runImport = (id: number) => api.post<{ job: number }>(`/imports/${id}/run`);
export const discardImport = (id: number) => api.delete<undefined>(`/imports/${id}`);

/** All suspected duplicates with their decisions, as far as the button has to count them. */
export function useDuplicates(id: number, any: boolean) {
  return useQuery({
    queryKey: [...importKey(id), 'duplicates'],
    queryFn: async ({ signal }) => {
      const rows: ImportRow[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < DUPLICATE_PAGES; page += 1) {
        const found: ImportRows = await api.get<ImportRows>(`/imports/${id}/rows`, { outcome: 'duplicate', cursor, limit: 500 }, signal);
        rows.push(...found.rows);
        cursor = found.next;
        if (cursor === null) break;
      }
      return rows;
    },
    enabled: any,
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
}

export const errorWorkbook = (id: number) => api.href(`/imports/${id}/errors.xlsx`);

/** Rows of one outcome, or all, by pages. */
export function useImportRows(id: number, outcome: Outcome | null) {
  return useInfiniteQuery({
    queryKey: [...importKey(id), 'rows', outcome],
    queryFn: ({ pageParam, signal }) =>
      api.get<ImportRows>(`/imports/${id}/rows`, { outcome, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // Whoever comes back to the preview may find it planned anew: what was kept is shown, then asked for again.
    staleTime: 0,
    // Rows are never dropped while others are asked for: nothing shifts under the pointer.
    placeholderData: (before) => before,
  });
}

/** Mapping, sheet, header row or options changed: the server reads the file again and answers with the new outcome. */
export function useImportChange(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: ImportPatch) => api.patch<Import>(`/imports/${id}`, patch),
    onSuccess: async (fresh) => {
      client.setQueryData(importKey(id), fresh);
      await client.invalidateQueries({ queryKey: [...importKey(id), 'rows'] });
      await client.invalidateQueries({ queryKey: [...importKey(id), 'duplicates'] });
    },
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
}

type RowPages = InfiniteData<ImportRows, string | null>;

function withRow(rows: readonly ImportRow[], fresh: ImportRow): ImportRow[] {
  return rows.map((row) => (row.line === fresh.line ? fresh : row));
}

/** One row decided or corrected: it stays where it is with its new outcome; only the counts are asked for again. */
export function useRowChange(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ line, patch }: { line: number; patch: RowPatch }) =>
      api.patch<ImportRow>(`/imports/${id}/rows/${line}`, patch),
    onSuccess: async (fresh) => {
      client.setQueriesData<RowPages>({ queryKey: [...importKey(id), 'rows'] }, (data) =>
        data && { ...data, pages: data.pages.map((page) => ({ ...page, rows: withRow(page.rows, fresh) })) });
      await client.invalidateQueries({ queryKey: importKey(id), exact: true });
      await client.invalidateQueries({ queryKey: [...importKey(id), 'duplicates'] });
    },
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
}

function isUnderWay(job: Job | undefined): boolean {
  return job === undefined || job.state === 'waiting' || job.state === 'running';
}

/** A background job, followed by events and, should the stream be down, by asking. */
export function useJob(id: number | null | undefined) {
  const client = useQueryClient();
  const hear = useCallback(
    (event: { type: string }) => {
      const job = event as { type: string } & Job;
      if (job.type === 'job' && job.id === id) client.setQueryData(keys.job(job.id), job);
    },
    [client, id],
  );
  useEvents(hear);
  return useQuery({
    queryKey: keys.job(id ?? 0),
    queryFn: () => api.get<Job>(`/jobs/${id}`),
    enabled: Boolean(id),
    refetchInterval: (query) => (isUnderWay(query.state.data) ? JOB_POLL_MS : false),
  });
}

export const cancelJob = (id: number) => api.post<Job>(`/jobs/${id}/cancel`);
