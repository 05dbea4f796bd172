import { api } from '@/api/client';
import type { Brief, Span, TodayList } from './types';

export const todayKeys = {
  all: ['today'] as const,
  list: (person: number | null) => ['today', 'list', person] as const,
  brief: (id: number) => ['today', 'brief', id] as const,
};

export const getToday = (person: number | null) => api.get<TodayList>('/today', { person });

export const getBrief = (id: number) => api.get<Brief>(`/today/${id}/brief`);

export const snoozeLead = (id: number, span: Span) =>
  api.post<{ operation: number | null; until: string }>(`/today/${id}/snooze`, { span });

export const wakeLead = (id: number) => api.post<{ operation: number | null }>(`/today/${id}/wake`);

export const writeOutline = (id: number, text: string) => api.put<{ operation: number | null }>(`/today/${id}/outline`, { text });
