import { queryOptions } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '@/api/client';
import type { BulkAnswer, CellValue, Labelled } from '@/api/types';

export type Way = 'in_turn' | 'by_unit';

export interface Brief {
  id: number;
  cells: Record<string, CellValue>;
  said: { at: string; words: string }[];
  owed: { side: 'ours' | 'theirs'; words: string; due: string | null }[];
  risks: string[];
  to: string;
}

export interface Preview {
  label: string;
  leads: number;
  open: number;
  promises: number;
  plans: number;
  beyond: number;
  shares: (Labelled & { count: number })[];
  briefs: Brief[];
}

export interface HandoverPlace {
  person?: number;
  ids?: number[];
  /** A handover that was done: its briefing. */
  done?: number;
}

interface Wish {
  person: number | null;
  ids: number[] | null;
  to: number[];
  way: Way;
}

const numberOf = (raw: unknown): number | undefined => (Number.isSafeInteger(Number(raw)) && Number(raw) > 0 ? Number(raw) : undefined);

/** Reads a link somebody may have typed. Shape: `ids` as `12-40-41`. */
export function readHandoverPlace(raw: Readonly<Record<string, unknown>>): HandoverPlace {
  const person = numberOf(raw['person']);
  const done = numberOf(raw['done']);
  const text = typeof raw['ids'] === 'string' || typeof raw['ids'] === 'number' ? String(raw['ids']) : '';
  const ids = [...new Set(text.split('-').map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0);
  return { ...(person !== undefined && { person }), ...(ids.length > 0 && { ids }), ...(done !== undefined && { done }) };
}

export function useHandoverPlace(): HandoverPlace {
  return readHandoverPlace(useSearch({ strict: false }));
}

export function useOpenHandover(): (place: HandoverPlace, replace?: boolean) => void {
  const navigate = useNavigate();
  return ({ person, ids, done }, replace = false) => {
    const search = { ...(person !== undefined && { person }), ...(ids && { ids: ids.join('-') }), ...(done !== undefined && { done }) };
    void navigate({ to: '/handover', search: search as never, replace });
  };
}

export const previewQuery = (wish: Wish) =>
  queryOptions({
    queryKey: ['handover', wish] as const,
    queryFn: () => api.post<Preview>('/handover/preview', wish),
    placeholderData: (before: Preview | undefined) => before,
    staleTime: 0,
  });

export const briefsQuery = (operation: number) =>
  queryOptions({ queryKey: ['handover', 'done', operation] as const, queryFn: () => api.get<Brief[]>(`/handover/${operation}/briefs`) });

export const handOver = (wish: Wish & { reason: string }) => api.post<BulkAnswer>('/handover', wish);
