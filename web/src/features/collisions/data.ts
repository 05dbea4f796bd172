import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { queryRows } from '@/api/tables';
import type { CellValue, Filter, Sort } from '@/api/types';

/** What is still to be decided, and what was. */
export const TABS = ['open', 'decided'] as const;
export type Tab = (typeof TABS)[number];

export interface CaseRow {
  id: number;
  cells: Record<string, CellValue>;
}

export interface Claim {
  lead: number;
  title: string;
  number: string | null;
  owner: string | null;
  is_askers: boolean;
  score: number;
  reasons: string[];
  assigned_at: string | null;
  created_at: string;
  first_contact_at: string | null;
  last_contact_at: string | null;
  contacts: number;
  protected_until: string | null;
  is_protected: boolean;
}

export interface Evidence {
  id: number;
  claims: Claim[];
  hidden: number;
  days: number;
  may_rule: boolean;
  may_pass_up: boolean;
  may_appeal: boolean;
}

export type Ruling = 'keeps' | 'asker' | 'none';

const KEY = [...keys.rows('collision_requests'), 'cases'] as const;
const FILTER: Record<Tab, Filter> = {
  open: { column: 'state', op: 'in', value: ['open', 'appealed'] },
  decided: { column: 'state', op: 'in', value: ['answered', 'final'] },
};
const SORT: Record<Tab, Sort> = { open: [['created_at', 'asc']], decided: [['ruled_at', 'desc']] };

export function useCases(tab: Tab) {
  return useInfiniteQuery({
    queryKey: [...KEY, tab],
    queryFn: async ({ pageParam, signal }) => {
      const page = await queryRows('collision_requests', { filter: FILTER[tab], sort: SORT[tab], cursor: pageParam, limit: 50 }, signal);
      const rows: CaseRow[] = page.rows.map((row) => ({
        id: row.id,
        cells: Object.fromEntries(page.columns.map((column, index) => [column, row.cells[index] ?? null])),
      }));
      return { rows, next: page.next };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    // Others ask and appeal meanwhile: whoever comes to the tab sees it as it is.
    staleTime: 0,
    refetchOnMount: 'always',
  });
}

export function useEvidence(id: number) {
  return useQuery({ queryKey: [...KEY, 'evidence', id], queryFn: () => api.get<Evidence>(`/collisions/${id}`) });
}

export interface Done {
  operation: number | null;
}

export const ruleOn = (id: number, body: { ruling: Ruling; lead?: number; reason: string }) => api.post<Done>(`/collisions/${id}/rule`, body);
export const appealAgainst = (id: number, words: string) => api.post<Done>(`/collisions/${id}/appeal`, { words });
export const passUp = (id: number) => api.post<Done>(`/collisions/${id}/pass-up`, {});
export const caseKeys = KEY;
