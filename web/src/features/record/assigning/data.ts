import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { BulkAnswer } from '@/api/types';

/** A value the rule looked at, as it was then; null where this reader may not read it. */
export interface SeenValue {
  column: string;
  label: string;
  text: string | null;
}

export interface AssignmentStep {
  id: number;
  at: string;
  how: 'rule' | 'supervisor' | 'next' | 'pool' | 'hand';
  state: 'waiting' | 'escalated' | 'accepted' | 'declined' | 'timed_out' | 'ended';
  person: string | null;
  person_id: number | null;
  by: string | null;
  rule: string | null;
  rule_id: number | null;
  reason: string | null;
  note: string | null;
  answered_at: string | null;
  inputs: SeenValue[];
}

/** Why a lead is whose it is. `mine`: this reader has to answer, or may for whoever has to. */
export interface AssignmentStory {
  accept_by: string | null;
  accepted_at: string | null;
  mine: boolean;
  steps: AssignmentStep[];
}

export function useAssignment(id: number) {
  return useQuery({ queryKey: [...keys.row('leads', id), 'assignment'], queryFn: () => api.get<AssignmentStory>(`/leads/${id}/assignment`) });
}

export const acceptLead = (id: number) => api.post<BulkAnswer>('/leads/accept', { ids: [id] });

export const declineLead = (id: number, reason: string) => api.post<BulkAnswer>('/leads/decline', { ids: [id], reason });
