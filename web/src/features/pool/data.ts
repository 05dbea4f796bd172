import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { useEvents } from '@/api/events';
import { keys } from '@/api/keys';
import { queryClient } from '@/api/queryClient';
import type { BulkAnswer, Filter, Sort } from '@/api/types';

export interface PoolStanding {
  id: number;
  name: string;
  per_day: number | null;
  max_held: number | null;
  cool_off_days: number;
  /** How many more one may claim now; null without limit. */
  left: number | null;
}

export interface Standing {
  pools: PoolStanding[];
  today: number;
  held: number;
}

export const standingQuery = queryOptions({
  queryKey: [...keys.rows('leads'), 'standing'] as const,
  queryFn: () => api.get<Standing>('/leads/pool'),
  staleTime: 10_000,
});

/** What one may still claim; asked again whenever a lead changes. */
export function useStanding(enabled = true): Standing | undefined {
  useEvents((event) => {
    if (event.type === 'rows' && event.table === 'leads') void queryClient.invalidateQueries({ queryKey: standingQuery.queryKey });
  });
  return useQuery({ ...standingQuery, enabled }).data;
}

/** How many more altogether: the most that one pool still gives; null without limit. */
export function leftOf(standing: Standing): number | null {
  const left = standing.pools.map((pool) => pool.left);
  return left.includes(null) ? null : Math.max(0, ...(left as number[]));
}

export const claim = (ids: number[]) => api.post<BulkAnswer>('/leads/claim', { ids });
export const release = (ids: number[], reason: string) => api.post<BulkAnswer>('/leads/release', { ids, reason });

/** Makes a list one of the pool: then it holds what is nobody's and the reader may claim. */
export const POOL_FILTER: Filter = {
  and: [
    { column: 'pooled_at', op: 'not_empty' },
    { column: 'owner', op: 'empty' },
    { column: 'won_at', op: 'empty' },
    { column: 'lost_at', op: 'empty' },
  ],
};
export const POOL_SORT: Sort = [['pooled_at', 'desc']];
export const POOL_COLUMNS: readonly string[] = [
  'company', 'contact', 'mobile', 'grade', 'stage', 'source', 'amount', 'city', 'pooled_at', 'pool_reason', 'former_owner', 'last_followup',
];
