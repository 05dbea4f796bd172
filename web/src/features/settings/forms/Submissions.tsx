import { Button, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { formatDateTime } from '@/kit/format/dates';
import { toast } from '@/kit/notice/notice';
import { PlaceState } from '@/kit/parts/PlaceState';
import { WhenLoaded } from '../parts/Section';
import { AGAIN_MS, formsKey, sentKey, useLiveSubmissions } from './data';
import type { WebForm } from './forms';
import settings from '../settings.module.css';
import styles from './forms.module.css';

interface Submission {
  id: number;
  created_at: string;
  state: 'new' | 'accepted' | 'held' | 'discarded' | 'failed';
  answers: { label: string; text: string }[];
  consent_version: number | null;
  reasons: string[];
  error: string;
  lead: number | null;
}

const STATES = ['held', 'accepted', 'failed', 'discarded'] as const;
type State = (typeof STATES)[number];

/** What came in: leads, what looks like a robot's with why, what could not become one. */
export function Submissions({ form, mayDecide }: { form: WebForm; mayDecide: boolean }) {
  const { t, i18n } = useTranslation('forms');
  const client = useQueryClient();
  const [state, setState] = useState<State>(form.held > 0 ? 'held' : 'accepted');
  useLiveSubmissions(form.id);
  const sent = useInfiniteQuery({
    queryKey: [...sentKey(form.id), state],
    queryFn: ({ pageParam }) => api.get<{ rows: Submission[]; next: number | null }>(`/web-forms/${form.id}/submissions`, { state, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    // Whoever has paged back reads old ones: those do not change.
    refetchInterval: ({ state: { data } }) => (form.active && (data?.pages.length ?? 0) <= 1 ? AGAIN_MS : false),
  });
  const rows = sent.data?.pages.flatMap((page) => page.rows) ?? [];

  async function decide(row: Submission, decision: 'accept' | 'discard'): Promise<void> {
    try {
      const answer = await api.post<Submission>(`/web-forms/submissions/${row.id}/${decision}`, {});
      toast(answer.error ? { words: answer.error, tone: 'red' } : { words: t(`decided.${decision}`) });
      await client.invalidateQueries({ queryKey: sentKey(form.id) });
      await client.invalidateQueries({ queryKey: formsKey });
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
  }

  return (
    <>
      <SegmentedControl size="xs" className={styles.fit ?? ''} value={state} onChange={(value) => setState(value as State)} data={STATES.map((value) => ({ value, label: t(`sent.${value}`) }))} />
      <WhenLoaded query={sent}>
        {rows.length === 0 ? <PlaceState kind="empty" words={t(`sent_none.${state}`)} /> : (
          <ul className={styles.sent} aria-label={t(`sent.${state}`)}>
            {rows.map((row) => (
              <li key={row.id} className={settings.card}>
                <div className={styles.sentHead}>
                  <span className={settings.quiet}>{formatDateTime(row.created_at, i18n.language)}</span>
                  {row.consent_version !== null && <span className={settings.quiet}>{t('agreed', { version: row.consent_version })}</span>}
                  <span className={styles.sentTools}>
                    {row.lead !== null && <Link to="/leads" search={{ record: row.lead }}>{t('to_lead')}</Link>}
                    {mayDecide && row.state !== 'accepted' && <Button size="compact-sm" variant="default" onClick={() => void decide(row, 'accept')}>{t('accept')}</Button>}
                    {mayDecide && (row.state === 'held' || row.state === 'failed') && <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void decide(row, 'discard')}>{t('discard_sent')}</Button>}
                  </span>
                </div>
                {[...row.reasons, ...(row.error ? [row.error] : [])].map((why) => (
                  <div key={why} className={styles.why}><IconAlertTriangle size={14} aria-hidden /> {why}</div>
                ))}
                <dl className={styles.answers}>
                  {row.answers.map(({ label, text }) => <div key={label}><dt>{label}</dt><dd>{text}</dd></div>)}
                </dl>
              </li>
            ))}
          </ul>
        )}
        {sent.hasNextPage && <Button size="xs" variant="default" className={styles.fit ?? ''} loading={sent.isFetchingNextPage} onClick={() => void sent.fetchNextPage()}>{t('more')}</Button>}
      </WhenLoaded>
    </>
  );
}
