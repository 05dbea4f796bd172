import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { countRows, queryRows } from '@/api/tables';
import type { CellValue, Filter, Sort } from '@/api/types';

/** What brings a record into the queue. */
export const KINDS = ['doubts', 'missing', 'again', 'returned'] as const;
export type Kind = (typeof KINDS)[number];

/** Records less complete than this wait for review, unless the link says otherwise. */
export const LEAST = 60;

const NOT_RETURNED: Filter = { column: 'review_state', op: 'is_not', value: 'returned' };

export function filterOf(kind: Kind, least: number): Filter {
  switch (kind) {
    case 'doubts':
      return { and: [{ column: 'flags', op: 'not_empty' }, { column: 'flags_accepted', op: 'is', value: false }, NOT_RETURNED] };
    case 'missing':
      return { and: [{ column: 'completeness', op: 'lt', value: least }, { column: 'review_state', op: 'empty' }] };
    default:
      return { column: 'review_state', op: 'is', value: kind };
  }
}

const SORT: Record<Kind, Sort> = {
  doubts: [['created_at', 'desc']],
  missing: [['completeness', 'asc']],
  again: [['updated_at', 'desc']],
  returned: [['updated_at', 'desc']],
};
const COLUMNS = ['company', 'contact', 'owner', 'flags', 'completeness'];

export interface QueueRow {
  id: number;
  cells: Record<string, CellValue>;
}

const queueKey = [...keys.rows('leads'), 'review'] as const;

export function useQueue(kind: Kind, least: number) {
  return useInfiniteQuery({
    queryKey: [...queueKey, kind, least],
    queryFn: async ({ pageParam, signal }) => {
      const body = { filter: filterOf(kind, least), sort: SORT[kind], columns: COLUMNS, cursor: pageParam, limit: 50 };
      const page = await queryRows('leads', body, signal);
      const rows: QueueRow[] = page.rows.map((row) => ({
        id: row.id,
        cells: Object.fromEntries(page.columns.map((column, index) => [column, row.cells[index] ?? null])),
      }));
      return { rows, next: page.next };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
}

export function useCounts(least: number) {
  const answers = useQueries({
    queries: KINDS.map((kind) => ({ queryKey: [...queueKey, 'count', kind, least], queryFn: () => countRows('leads', { filter: filterOf(kind, least) }) })),
  });
  return new Map(KINDS.map((kind, index) => [kind, answers[index]?.data]));
}

export interface Wanted {
  columns: string[];
  weight: number;
}

/** What a complete lead has, heaviest first. */
export function useWanted() {
  return useQuery({
    queryKey: [...keys.rows('completeness_fields'), 'wanted'],
    queryFn: async (): Promise<Wanted[]> => {
      const page = await queryRows('completeness_fields', { columns: ['columns', 'weight'], limit: 200 });
      return page.rows
        .map(({ cells }) => ({ columns: String(cells[0] ?? '').split(/[,，、]/).map((id) => id.trim()), weight: Number(cells[1] ?? 0) }))
        .sort((one, other) => other.weight - one.weight);
    },
    staleTime: 5 * 60_000,
  });
}

export interface SellerRow {
  id: number | null;
  label: string;
  leads: number;
  completeness: number | null;
  flagged: number;
  returned: number;
}

export function useSellers() {
  return useQuery({ queryKey: [...queueKey, 'sellers'], queryFn: () => api.get<SellerRow[]>('/review/sellers') });
}

/** The columns whose values a doubt is about. */
const ABOUT: Record<string, readonly string[]> = {
  phone_format: ['mobile', 'phone'], phone_fake: ['mobile', 'phone'], phone_run: ['mobile', 'phone'], phone_segment: ['mobile', 'phone'], phone_local: ['mobile', 'phone'],
  mail_format: ['email'], mail_throwaway: ['email'], mail_test: ['email'],
  name_test: ['company', 'contact'], name_mash: ['company', 'contact'], name_weak: ['contact'], same_names: ['company', 'contact'],
  amount_odd: ['amount'], place_conflict: ['province', 'city'],
};

export function columnsOfDoubts(flags: readonly string[]): string[] {
  return [...new Set(flags.flatMap((code) => ABOUT[code] ?? []))];
}
