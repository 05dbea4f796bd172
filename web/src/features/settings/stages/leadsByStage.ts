import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { groupRows } from '@/api/tables';
import { todayIso } from '@/kit/format/dates';
import { periodOf } from '@/features/overview/periods';
import type { Overview } from '@/features/overview/types';
import { groupId } from '../parts/cells';

export interface StageLoad {
  count: number;
  amount: number;
}

/** How many leads stand in each stage, and for how much. */
export function useLeadsByStage(): Map<number, StageLoad> {
  const { data } = useQuery({
    queryKey: [...keys.rows('leads'), 'by stage'],
    queryFn: () => groupRows('leads', { group: 'stage', sums: ['amount'] }),
    retry: false,
  });
  return new Map((data?.groups ?? []).map((group) => [groupId(group), { count: group.count, amount: group.sums['amount'] ?? 0 }]));
}

export interface ActualRate {
  /** Leads of the last twelve months that have been in the stage. */
  reached: number;
  /** Percent of them that are won by now. */
  rate: number;
}

/** What really became of the leads that reached each stage, to stand beside the typed probability. */
export function useActualRates(): Map<number, ActualRate> {
  const year = periodOf('months_12', todayIso());
  const { data } = useQuery({
    queryKey: [...keys.overview, year],
    queryFn: () => api.get<Overview>('/overview', { ...year }),
    retry: false,
    staleTime: 5 * 60_000,
  });
  const steps = data?.funnel ?? [];
  const won = steps.find((step) => step.kind === 'won') ?? steps.at(-1);
  return new Map(
    steps.filter((step) => step.reached > 0 && won).map((step) => [step.stage, { reached: step.reached, rate: (100 * (won?.reached ?? 0)) / step.reached }]),
  );
}
