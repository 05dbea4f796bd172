import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { queryRows } from '@/api/tables';

export interface Reason {
  id: number;
  words: string;
  kind: string;
  state: 'met' | 'missed' | 'unknown';
}

/** Why a lead has its score; `hidden` criteria are about cells this reader does not read. */
export interface Fit {
  readable: boolean;
  score: number | null;
  grade: string | null;
  given: string | null;
  reasons: Reason[];
  hidden: number;
  /** The grade by need and expected close, where the pipeline grades so. */
  horizon: { grade: string | null; reasons: string[] } | null;
}

export interface Similar {
  id: number;
  company: string | null;
  won: boolean;
  shared: ('size' | 'region' | 'source')[];
  at: string;
  amount: number | null;
  reason: string | null;
}

export interface Past {
  industry: string | null;
  won: number;
  lost: number;
  examples: Similar[];
}

export function useFit(id: number) {
  return useQuery({ queryKey: [...keys.row('leads', id), 'fit'], queryFn: () => api.get<Fit>(`/leads/${id}/fit`) });
}

export function usePast(id: number, enabled: boolean) {
  return useQuery({ queryKey: [...keys.row('leads', id), 'similar'], queryFn: () => api.get<Past>(`/leads/${id}/similar`), enabled });
}

/** What the steward wrote when returning the lead. */
export function useReturnNote(id: number, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.row('leads', id), 'returned'],
    queryFn: async () => {
      const filter = { and: [{ column: 'lead', op: 'is', value: id }, { column: 'verdict', op: 'is', value: 'returned' }] };
      const page = await queryRows('reviews', { filter, columns: ['note'], sort: [['at', 'desc']], limit: 1 });
      const note = page.rows[0]?.cells[0];
      return typeof note === 'string' ? note : null;
    },
    enabled,
  });
}
