import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Lookalikes } from './types';

/** Columns of a lead that say who it is. */
export const TELLING = ['company', 'contact', 'mobile', 'phone', 'email', 'wechat', 'credit_code'] as const;

export type Facts = Partial<Record<(typeof TELLING)[number], string>>;

const WAIT_MS = 400;
const SHORTEST = 2;

export function isTelling(column: string): boolean {
  return (TELLING as readonly string[]).includes(column);
}

/** The telling cells among typed ones; undefined while too little is typed to look anything up. */
export function factsOf(cells: Readonly<Record<string, string>>): Facts | undefined {
  const facts = Object.fromEntries(TELLING.flatMap((id) => (cells[id]?.trim() ? [[id, cells[id].trim()]] : [])));
  return Object.values(facts).some((text) => text.length >= SHORTEST) ? facts : undefined;
}

export const findLookalikes = (facts: Facts, exclude?: number, signal?: AbortSignal) =>
  api.post<Lookalikes>('/leads/lookalikes', { ...facts, exclude: exclude ?? null }, signal);

export const askManager = (facts: Facts) => api.post('/leads/lookalikes/ask', facts);

/** Whom the typed facts look like, asked when the typing rests. Never stands in the way: a failed look-up says nothing. */
export function useLookalikes(facts: Facts | undefined, exclude?: number): Lookalikes | undefined {
  const [wanted] = useDebouncedValue(facts, WAIT_MS);
  const asked = useQuery({
    queryKey: ['lookalikes', wanted ?? null, exclude ?? null],
    queryFn: ({ signal }) => findLookalikes(wanted ?? {}, exclude, signal),
    enabled: wanted !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
  return facts === undefined ? undefined : asked.data;
}
