import type { PathOf } from '@/api/paths';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { watchJob } from '@/api/jobs';
import { notifyUndo } from '@/api/undo';
import type { BulkAnswer, Job } from '@/api/types';
import { toast } from '@/kit/notice/notice';
import type { RowChecks } from '@/tableview/model/contract';
import type { RowQuery } from '../rows/rowStore';
import { gatherIds, MOST_IDS } from './selection';

export interface BulkRequest {
  path: PathOf<'post'>;
  body: Record<string, unknown>;
  /** Words for what was done to `count` rows. */
  words: (count: number) => string;
  /** Also takes all rows of the view, by filter and search, when they are too many to name. */
  takesQuery?: boolean;
}

interface BulkTarget {
  table: string;
  query: RowQuery;
  checks: RowChecks;
  /** The rows have been written; the list may read itself again. */
  onDone: () => void;
}

/** Runs one action on all ticked rows as one operation: one message, one undo, refusals named once. */
export function useBulk({ table, query, checks, onDone }: BulkTarget) {
  const { t } = useTranslation('table');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  // Rows refused for their doubts: the person is asked once whether they are meant all the same.
  const [suspect, setSuspect] = useState<number[]>([]);

  function tell(request: BulkRequest, answer: BulkAnswer): void {
    notifyUndo(request.words(answer.done.length), answer.operation);
    const first = answer.refused[0];
    if (first) toast({ id: `refused-${request.path}`, tone: 'red', words: t('bulk.refused', { count: answer.refused.length, why: first.message }) });
  }

  async function finish(request: BulkRequest, answer: BulkAnswer): Promise<void> {
    if (!answer.job) return tell(request, answer);
    const job: Job = await watchJob(answer.job, request.words(0));
    const result = job.result as { operation?: number; done?: number } | null;
    notifyUndo(request.words(result?.done ?? job.done), result?.operation);
  }

  /** Resolves to true when it was done; false leaves the dialog open with `error`. */
  async function run(request: BulkRequest): Promise<boolean> {
    setBusy(true);
    setError(undefined);
    try {
      const ids = await gatherIds(table, query, checks);
      const whole = request.takesQuery && checks.all && checks.except.size === 0;
      if (ids === null && !whole) throw new TooMany();
      const chosen = ids === null ? { filter: query.filter, search: query.search } : { ids };
      const despite = suspect.length > 0 ? { ids: suspect, despite_flags: true } : chosen;
      const answer = await api.post<BulkAnswer>(request.path, { ...request.body, ...despite });
      // Rules never overrule a doubt; a person may.
      const doubtful = request.path !== '/leads/assign' ? [] : answer.refused.filter(({ code }) => code === 'suspect');
      const [first] = doubtful;
      if (first) {
        if (answer.operation) notifyUndo(request.words(answer.done.length), answer.operation);
        setSuspect(doubtful.map(({ id }) => id));
        setError(t('bulk.suspect', { count: doubtful.length, why: first.message }));
        onDone();
        return false;
      }
      await finish(request, answer);
      onDone();
      return true;
    } catch (caught) {
      setError(caught instanceof TooMany ? t('bulk.too_large', { count: MOST_IDS }) : apiError(caught));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { run, busy, error, suspect: suspect.length, clear: () => setError(undefined) };
}

class TooMany extends Error {}
