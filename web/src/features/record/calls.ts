import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { BulkAnswer, CellValue } from '@/api/types';
import type {
  FollowupAnswer, FollowupBody, HistoryPage, PersonHit, Proposal, Reading, RecordDetail, Share, Stage, TimelinePage,
} from './types';

/** Query keys below the record's own, so that one event makes all of them stale. */
export const recordKeys = {
  record: keys.row,
  timeline: (id: number, kinds: string | undefined) => [...keys.row('leads', id), 'timeline', kinds ?? 'all'] as const,
  proposal: (id: number) => [...keys.row('leads', id), 'proposal'] as const,
  contacts: (id: number) => [...keys.rows('contacts'), 'of-lead', id] as const,
  history: (table: string, id: number, column: string) => [...keys.row(table, id), 'history', column] as const,
  shares: (table: string, id: number) => [...keys.row(table, id), 'shares'] as const,
  stages: ['stages'] as const,
};

export const getRecord = (table: string, id: number) => api.get<RecordDetail>(`/tables/${table}/rows/${id}`);

export const getFieldHistory = (table: string, id: number, column: string, cursor: string | null) =>
  api.get<HistoryPage>(`/tables/${table}/rows/${id}/history`, { column, cursor });

export const getStages = () => api.get<Stage[]>('/leads/stages');

export const getTimeline = (id: number, kinds: string | undefined, cursor: string | null) =>
  api.get<TimelinePage>(`/leads/${id}/timeline`, { kinds, cursor });

export const getProposal = (id: number) => api.get<Proposal>(`/leads/proposal/${id}`);

export const readFollowup = (id: number, text: string, signal?: AbortSignal) =>
  api.post<Reading>(`/leads/${id}/followups/read`, { text }, signal);

export const logFollowup = (id: number, body: FollowupBody) =>
  api.post<FollowupAnswer>(`/leads/${id}/followups`, body);

export const addComment = (id: number, body: { text: string; mentions: number[]; followup_id?: number }) =>
  api.post<{ operation: number | null }>(`/leads/${id}/comments`, body);

export const settleTask = (id: number, done: boolean) =>
  api.post<BulkAnswer>('/tasks/settle', { ids: [id], state: done ? 'done' : 'open' });

export const assignLead = (id: number, owner: number, reason: string, despite_flags: boolean) =>
  api.post<BulkAnswer>('/leads/assign', { ids: [id], owner, reason, despite_flags });

export const pauseLead = (id: number, until: string, reason: string) =>
  api.post<BulkAnswer>('/leads/pause', { ids: [id], until: until || null, reason });

export const wakeLead = (id: number) => api.post<BulkAnswer>('/leads/wake', { ids: [id] });

export const getShares = (table: string, id: number) => api.get<Share[]>(`/tables/${table}/rows/${id}/shares`);

export const shareRecord = (table: string, id: number, body: { person_id: number; can_edit: boolean }) =>
  api.post<Share[]>(`/tables/${table}/rows/${id}/shares`, body);

export const endShare = (share: number) => api.delete<undefined>(`/shares/${share}`);

export const findPeople = (q: string, signal?: AbortSignal) =>
  api.get<PersonHit[]>('/people/lookup', { q, limit: 8 }, signal);

export const reveal = (table: string, id: number, column: string) =>
  api.post<{ value: CellValue }>(`/tables/${table}/rows/${id}/reveal`, { column });
