import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';

export interface Drawn {
  id: number;
  lead: number;
  title: string;
  seller: string;
  grade: string | null;
  stage: string | null;
  completeness: number | null;
  next_at: string | null;
  verdict: 'ok' | 'more' | null;
  note: string | null;
  judged_by: string | null;
  contacts: { at: string; method: string | null; summary: string }[];
}

export interface Sample {
  week: string | null;
  weeks: string[];
  drawn: Drawn[];
}

export interface SampleFigure {
  seller: string;
  week: string;
  drawn: number;
  ok: number;
  more: number;
}

export const sampleKeys = { all: ['spot-checks'] as const };

export const useSample = (week: string | undefined) =>
  useQuery({ queryKey: [...sampleKeys.all, week ?? ''], queryFn: () => api.get<Sample>('/spot-checks', week ? { week } : {}) });

export const useSampleFigures = () =>
  useQuery({ queryKey: [...sampleKeys.all, 'figures'], queryFn: () => api.get<SampleFigure[]>('/spot-checks/figures') });

export const judge = (id: number, verdict: 'ok' | 'more', note: string) =>
  api.post<{ operation: number | null }>(`/spot-checks/${id}/verdict`, { verdict, note });

/** Figures by seller, each with the weeks in the order given; a week without a sample stays empty. */
export function bySeller(figures: readonly SampleFigure[], weeks: readonly string[]): { seller: string; weeks: (SampleFigure | undefined)[] }[] {
  const sellers = [...new Set(figures.map(({ seller }) => seller))];
  return sellers.map((seller) => ({ seller, weeks: weeks.map((week) => figures.find((one) => one.seller === seller && one.week === week)) }));
}
