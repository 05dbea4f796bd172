import { api } from '@/api/client';

export interface MailingLead {
  id: number;
  title: string;
  state_words?: string | null;
  why?: string | null;
}

/** A count with its words, and the leads behind it where they came along. */
export interface MailingGroup {
  key: string;
  words: string;
  count: number;
  leads: MailingLead[];
}

export interface MailingPreview {
  lead: number;
  title: string;
  to: string;
  subject: string;
  text: string;
}

export interface MailingPlan {
  ready: number;
  minutes: number;
  not_before: string | null;
  skipped: MailingGroup[];
  /** Places that some lead has no value for. */
  missing: string[];
  previews: MailingPreview[];
  can_send: boolean;
}

export interface Mailing {
  id: number;
  subject: string;
  text: string;
  by: string;
  at: string;
  chosen: number;
  state: 'writing' | 'sending' | 'done' | 'stopped' | 'undone';
  job: number | null;
  last_at: string | null;
  letters: MailingGroup[];
  skipped: MailingGroup[];
  opted_out: number;
  may_stop: boolean;
}

export interface MailingBody {
  ids: number[];
  subject: string;
  text: string;
}

/** Who would get it, who not and why. */
export const planMailing = (body: MailingBody) => api.post<MailingPlan>('/mailings/plan', { ...body });

export const sendMailing = (body: MailingBody & { confirmed: number }) => api.post<{ job: number }>('/mailings', { ...body });

export const listMailings = () => api.get<Mailing[]>('/mailings');

export const mailingLeads = (id: number, group: string) => api.get<MailingLead[]>(`/mailings/${id}/leads`, { group });

export const stopMailing = (id: number) => api.post<{ operation: number | null }>(`/mailings/${id}/cancel`, {});
