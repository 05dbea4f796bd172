import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvents } from '@/api/events';
import { apiError } from '@/api/errors';
import { notifyUndo } from '@/api/undo';
import { useAction } from '@/features/record/useAction';
import { formatDateTime } from '@/kit/format/dates';
import { toast } from '@/kit/notice/notice';
import { getBrief, getToday, snoozeLead, todayKeys, wakeLead } from './calls';
import type { Span } from './types';

/** Minutes pass: a time to accept runs out, a lead that was put off comes back. */
const AGAIN_MS = 60_000;
/** Several events of one operation ask once. */
const GATHER_MS = 400;
const CONCERNS = new Set(['leads', 'followups', 'tasks', 'snoozes', 'outlines', 'sendings', 'sent_materials', 'materials', 'today_weights', 'cadences']);

export function useToday(person: number | null) {
  return useQuery({
    queryKey: todayKeys.list(person),
    queryFn: () => getToday(person),
    refetchInterval: AGAIN_MS,
    placeholderData: keepPreviousData,
  });
}

export function useBrief(id: number | undefined) {
  return useQuery({ queryKey: todayKeys.brief(id ?? 0), queryFn: () => getBrief(id ?? 0), enabled: id !== undefined });
}

/** Keeps list and brief fresh with what colleagues do. */
export function useLiveToday(): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEvents((event) => {
    if (event.type === 'job' || event.type === 'notices' || (event.type !== 'resync' && !CONCERNS.has(event.table))) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void client.invalidateQueries({ queryKey: todayKeys.all }), GATHER_MS);
  });
}

interface Named {
  id: number;
  title: string;
}

/** Puts a lead off for a while; said with its time and an undo. */
export function useSnooze() {
  const { t, i18n } = useTranslation('today');
  const client = useQueryClient();
  return useAction({
    mutationFn: ({ lead, span }: { lead: Named; span: Span }) => snoozeLead(lead.id, span),
    onSuccess: (answer, { lead }) => {
      notifyUndo(t('snoozed', { title: lead.title, until: formatDateTime(answer.until, i18n.language) }), answer.operation);
      return client.invalidateQueries({ queryKey: todayKeys.all });
    },
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
}

export function useWake() {
  const { t } = useTranslation('today');
  const client = useQueryClient();
  return useAction({
    mutationFn: (lead: Named) => wakeLead(lead.id),
    onSuccess: (answer, lead) => {
      notifyUndo(t('woken', { title: lead.title }), answer.operation);
      return client.invalidateQueries({ queryKey: todayKeys.all });
    },
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
}
