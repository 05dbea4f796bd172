import { api } from '@/api/client';
import type { BulkAnswer } from '@/api/types';
import type { Reachable } from './bad';

export type SkipReason = 'no_address' | 'bad_address' | 'opted_out' | 'waiting' | 'too_often';

export interface MailAnswer {
  operation: number | null;
  ready: number;
  skipped: Partial<Record<SkipReason, number>>;
  /** Whether a mail server is set up; without one the mails wait. */
  can_send: boolean;
}

interface MailBody {
  ids: number[];
  again: boolean;
}

/** Who would get a mail, and who not and why. */
export const countMails = (body: MailBody) => api.post<MailAnswer>('/freshness/mail', { ...body, dry_run: true });

export const sendMails = (body: MailBody) => api.post<MailAnswer>('/freshness/mail', { ...body });

export const confirmLeads = (ids: number[]) => api.post<BulkAnswer>('/leads/confirm', { ids });

export const markChannel = (ids: number[], column: Reachable, bad: boolean) =>
  api.post<BulkAnswer>('/leads/mark-channel', { ids, column, bad });
