import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import i18next from 'i18next';
import { useMemo } from 'react';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { watchJob } from '@/api/jobs';
import { toast } from '@/kit/notice/notice';
import type { Pair, PairPage, Suspects } from './types';

const PAGE = 50;
const OPEN = ['duplicates', 'open'] as const;

/** Suspect pairs that wait for a decision, the most alike first. */
export function usePairs(enabled = true) {
  const query = useInfiniteQuery({
    queryKey: OPEN,
    queryFn: ({ pageParam, signal }) => api.get<PairPage>('/duplicates', { state: 'open', cursor: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
  });
  const pairs = useMemo(
    () => (query.data?.pages ?? []).flatMap((page) => page.items).filter((pair): pair is Suspects => pair.id !== null),
    [query.data],
  );
  return { ...query, pairs };
}

/** The evidence between the first lead and each other one. */
export function useComparison(ids: readonly number[], enabled: boolean) {
  return useQuery({
    queryKey: ['duplicates', 'compare', ids],
    queryFn: ({ signal }) => api.get<Pair[]>('/duplicates/compare', { ids: ids.join(',') }, signal),
    enabled,
    retry: false,
  });
}

/** Takes a pair out of the list at once; the answer of the server follows. */
function useForget() {
  const client = useQueryClient();
  return (id: number) =>
    client.setQueryData<InfiniteData<PairPage>>(OPEN, (before) =>
      before && { ...before, pages: before.pages.map((page) => ({ ...page, items: page.items.filter((pair) => pair.id !== id) })) },
    );
}

/** Says that two leads are different, and offers to take that back. */
export function useDecide() {
  const client = useQueryClient();
  const forget = useForget();
  const send = async (id: number, decision: 'different' | 'open') => {
    try {
      await api.post(`/duplicates/${id}/decide`, { decision });
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
    await client.invalidateQueries({ queryKey: OPEN });
  };
  return (pair: Suspects) => {
    forget(pair.id);
    void send(pair.id, 'different');
    toast({
      id: `pair-${pair.id}`,
      words: i18next.t('duplicates:different_done', { left: pair.left.title, right: pair.right.title }),
      action: { label: i18next.t('app:undo.undo'), run: () => void send(pair.id, 'open') },
    });
  };
}

/** Looks for suspects among new and changed leads; the list follows when it is done. */
export function useScan() {
  const client = useQueryClient();
  return async () => {
    try {
      const { job } = await api.post<{ job: number }>('/duplicates/scan', {});
      await watchJob(job, i18next.t('duplicates:scanning'));
      await client.invalidateQueries({ queryKey: OPEN });
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
  };
}
