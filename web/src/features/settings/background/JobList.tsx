import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/kit/format/dates';
import { WorkTable } from './WorkTable';
import { useWork } from './useWork';
import settings from '../settings.module.css';
import styles from './background.module.css';

interface Job {
  id: number;
  words: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  actor: string | null;
  created_at: string;
  next_at: string | null;
  finished_at: string | null;
  done: number;
  total: number;
  attempts: number;
  last_error: string;
}

const STATES = ['failed', 'open', 'ended'] as const;

export function JobList({ failed, busy }: { failed: number; busy: boolean }) {
  const { t, i18n } = useTranslation('background');
  const [state, setState] = useState<(typeof STATES)[number]>(failed > 0 ? 'failed' : 'open');
  const { query, rows, act } = useWork<Job>('jobs', state, busy);
  const at = (job: Job) => formatDateTime(job.finished_at ?? job.created_at, i18n.language);
  return (
    <WorkTable
      label={t('tab.jobs')} states={STATES.map((value) => ({ value, label: t(`jobs.${value}`) }))} state={state} onState={setState} query={query}
      empty={rows.length === 0 ? t(`jobs.none_${state}`) : undefined} heads={[t('what'), t('who'), t('when'), t('how'), '']}
    >
      {rows.map((job) => (
        <tr key={job.id}>
          <td className={settings.strong}>{job.words}</td>
          <td className={settings.quiet}>{job.actor ?? t('system')}</td>
          <td className={settings.quiet}>{at(job)}</td>
          <td className={settings.wrap}>
            {t(`state.${job.state}`)}
            {job.state === 'running' && job.total > 0 && t('progress', { done: job.done, total: job.total })}
            {job.state === 'waiting' && job.next_at && t('again_at', { at: formatDateTime(job.next_at, i18n.language), attempts: job.attempts })}
            {job.last_error && job.state !== 'done' && <div className={styles.fault}>{job.last_error}</div>}
          </td>
          <td>
            <span className={settings.right}>
              {(job.state === 'failed' || job.state === 'cancelled') && <Button size="compact-sm" variant="default" onClick={() => void act(job.id, 'retry', t('retried'), t('not_any_more'))}>{t('retry')}</Button>}
              {(job.state === 'waiting' || job.state === 'running') && <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void act(job.id, 'cancel', t('cancelled'), t('not_any_more'))}>{t('cancel')}</Button>}
            </span>
          </td>
        </tr>
      ))}
    </WorkTable>
  );
}
