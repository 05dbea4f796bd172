import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { useEvents } from '@/api/events';
import { keys } from '@/api/keys';
import type { Job } from '@/api/types';
import { toast } from '@/kit/notice/notice';
import type { Import, ImportPatch, ImportRow, ImportRows, Outcome, RowPatch } from './types';

const importKey = (id: number) => ['import', id] as const;
const JOB_POLL_MS = 800;

export const importQuery = (id: number) =>
  queryOptions({ queryKey: importKey(id), queryFn: () => api.get<Import>(`/imports/${id}`), staleTime: Infinity, retry: false });

export const uploadFile = (file: File, table: string) => api.upload<Import>('/imports', file, { table });
export const runImport = (id: number) => api.post<{ job: number }>(`/imports/${id}/run`);
export const discardImport = (id: number) => api.delete<undefined>(`/imports/${id}`);
export const errorWorkbook = (id: number) => api.href(`/imports/${id}/errors.xlsx`);

/** Rows of one outcome, or all, by pages. */
export function useImportRows(id: number, outcome: Outcome | null) {
  return useInfiniteQuery({
    queryKey: [...importKey(id), 'rows', outcome],
    queryFn: ({ pageParam, signal }) =>
      api.get<ImportRows>(`/imports/${id}/rows`, { outcome, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Infinity,
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
    },
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
}

/** One row decided or corrected; its outcome and the counts are asked for again. */
export function useRowChange(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ line, patch }: { line: number; patch: RowPatch }) =>
      api.patch<ImportRow>(`/imports/${id}/rows/${line}`, patch),
    onSuccess: () => client.invalidateQueries({ queryKey: importKey(id) }),
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
