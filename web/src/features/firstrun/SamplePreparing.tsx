import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Job } from '@/api/types';
import { PublicFrame } from '../session/PublicFrame';
import styles from './firstrun.module.css';

const ENDED = ['done', 'failed', 'cancelled'];

/** Waits for the sample team to be written and shows how far it is; one may also go in at once. */
export function SamplePreparing({ job }: { job: number }) {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: keys.job(job),
    queryFn: () => api.get<Job>(`/jobs/${job}`),
    refetchInterval: (query) => (ENDED.includes(query.state.data?.state ?? '') ? false : 500),
  });
  const failed = data?.state === 'failed';
  const share = data && data.total > 0 ? (data.done / data.total) * 100 : 0;
  return (
    <PublicFrame narrow>
      <div className={styles['waiting']} role="status">
        <h2>{t(failed ? 'setup.sample.failed' : data?.state === 'done' ? 'setup.sample.ready' : 'setup.sample.preparing')}</h2>
        <p>{failed ? (data.error?.message ?? '') : (data?.words ?? '')}</p>
        {!failed && <Progress value={data?.state === 'done' ? 100 : share} aria-label={t('setup.sample.preparing')} />}
        <Button size="md" variant={data?.state === 'done' ? 'filled' : 'default'} onClick={() => void navigate({ to: '/leads' })}>
          {t('setup.sample.enter')}
        </Button>
      </div>
    </PublicFrame>
  );
}
