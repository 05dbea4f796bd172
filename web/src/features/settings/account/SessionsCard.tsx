import { Button } from '@mantine/core';
import { IconDeviceLaptop, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { formatDateTime } from '@/kit/format/dates';
import { toast } from '@/kit/notice/notice';
import { WhenLoaded } from '../parts/Section';
import { deviceOf } from './device';
import styles from '../settings.module.css';

interface SignedIn {
  id: number;
  agent: string;
  ip: string;
  created_at: string;
  last_seen: string;
  current: boolean;
}

const KEY = ['sessions'];

/** Where I am signed in; any of them can be ended from here. */
export function SessionsCard() {
  const { t, i18n } = useTranslation('settings');
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: KEY, queryFn: () => api.get<SignedIn[]>('/sessions') });
  const end = useMutation({
    mutationFn: (id: number) => api.delete<undefined>(`/sessions/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
  return (
    <section className={styles.card} aria-label={t('account.sessions')}>
      <div className={styles.cardHead}>{t('account.sessions')}</div>
      <div className={styles.cardBody}>
        <WhenLoaded query={sessions}>
          <ul className={styles.list}>
            {sessions.data?.map((session) => {
              const device = deviceOf(session.agent);
              const Icon = device.phone ? IconDeviceMobile : IconDeviceLaptop;
              return (
                <li key={session.id}>
                  <Icon size={18} stroke={1.5} aria-hidden />
                  <div>
                    <div title={session.agent}>{device.words || t('account.unknown_device')}</div>
                    <div className={styles.small}>
                      {t('account.seen', { ip: session.ip, at: formatDateTime(session.last_seen, i18n.language) })}
                    </div>
                  </div>
                  {session.current ? (
                    <span className={styles.small}>{t('account.this_device')}</span>
                  ) : (
                    <Button size="compact-sm" variant="default" onClick={() => end.mutate(session.id)}>{t('account.end_session')}</Button>
                  )}
                </li>
              );
            })}
          </ul>
        </WhenLoaded>
      </div>
    </section>
  );
}
