import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useThrottledCallback } from '@mantine/hooks';
import { api } from '@/api/client';
import { useEvents } from '@/api/events';
import { keys } from '@/api/keys';
import type { UndoAnswer } from '@/api/types';
import type { HistoryFilter, OperationDetail, OperationsPage, UndoPreview } from './types';
import { useAction } from '@/features/record/useAction';

const REFRESH_MS = 2_000;

const operationKey = (id: number) => [...keys.operations, id] as const;

/** Operations the reader may know of, newest first. */
export function useOperations({ actor, via, since, until }: HistoryFilter) {
  return useInfiniteQuery({
    queryKey: [...keys.operations, 'list', { actor, via, since, until }],
    queryFn: ({ pageParam, signal }) => api.get<OperationsPage>('/operations', { actor, via, since, until, cursor: pageParam }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}

/** New operations of colleagues appear by themselves, several of them as one refresh. */
export function useLiveOperations(): void {
  const client = useQueryClient();
  const refresh = useThrottledCallback(() => void client.invalidateQueries({ queryKey: [...keys.operations, 'list'] }), REFRESH_MS);
  useEvents((event) => {
    if (event.type !== 'job') refresh();
  });
}

export function useOperation(id: number) {
  return useQuery({ queryKey: operationKey(id), queryFn: () => api.get<OperationDetail>(`/operations/${id}`) });
}

/** What undoing would do now; asked afresh every time an operation is opened. */
export function useUndoPreview(id: number, enabled: boolean) {
  return useQuery({
    queryKey: [...operationKey(id), 'undo'],
    queryFn: () => api.get<UndoPreview>(`/operations/${id}/undo`),
    staleTime: 0,
    enabled,
  });
}

export function useUndo(id: number, onDone: (answer: UndoAnswer) => void) {
  const client = useQueryClient();
  return useAction({
    mutationFn: (take_back: 'none' | 'all' | [string, number, string][]) =>
      api.post<UndoAnswer>(`/operations/${id}/undo`, { take_back, client_key: crypto.randomUUID() }),
    onSuccess: (answer) => {
      onDone(answer);
      // What was undone may stand anywhere: rows, timelines, figures, this list.
      return client.invalidateQueries();
    },
  });
}
