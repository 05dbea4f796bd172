import { useQuery } from '@tanstack/react-query';
import { api } from './client';

/** A colleague who is away today, until when, and who acts for them. */
export interface AwayPerson {
  id: number;
  label: string;
  until: string;
  stand_in_id: number | null;
  stand_in: string | null;
}

const awayKey = ['away'] as const;

/** Who is away today, of one's own house. */
export function useAway() {
  return useQuery({ queryKey: awayKey, queryFn: () => api.get<AwayPerson[]>('/people/away'), staleTime: 60_000 });
}

/** This person's absence today; undefined for somebody who is there. */
export function useAwayPerson(id: number | undefined): AwayPerson | undefined {
  return useAway().data?.find((person) => person.id === id);
}
