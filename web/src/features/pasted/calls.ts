import { api } from '@/api/client';
import type { BulkAnswer, Via } from '@/api/types';
import type { CellReading } from './types';

/** What each text tells of, in their order. */
export const readTexts = (texts: readonly string[], signal?: AbortSignal) =>
  api.post<CellReading[]>('/leads/followups/history', { texts }, signal);

export interface SplitText {
  lead: number;
  text: string;
  /** Keys of what stays plain text. */
  rejected: string[];
}

/** The texts become the dated follow-ups they tell of, all in one operation. */
export const splitTexts = (texts: SplitText[], via: Via, clientKey: string) =>
  api.post<BulkAnswer>('/leads/followups/split', { texts, via, client_key: clientKey });
