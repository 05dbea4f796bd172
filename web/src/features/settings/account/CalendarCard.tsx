import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import type { components } from '@/api/schema';
import { formatDateTime } from '@/kit/format/dates';
import { toast } from '@/kit/notice/notice';
import { CopyField } from '../parts/CopyField';
import { WhenLoaded } from '../parts/Section';
import settings from '../settings.module.css';
import styles from './account.module.css';

type Link = components['schemas']['CalendarOut'];
const KEY = ['calendar-link'];

/** The secret address under which a calendar program reads my plans: made, copied once, renewed, ended. */
export function CalendarCard() {
  const { t, i18n } = useTranslation('notices');
  const client = useQueryClient();
  const [url, setUrl] = useState<string>();
  const query = useQuery({ queryKey: KEY, queryFn: () => api.get<Link>('/calendar-link') });
  const refresh = () => client.invalidateQueries({ queryKey: KEY });
  const onError = (error: Error) => toast({ words: apiError(error), tone: 'red' });
  const renew = useMutation({ mutationFn: () => api.post<{ url: string }>('/calendar-link'), onSuccess: async (made) => { setUrl(made.url); await refresh(); }, onError });
  const end = useMutation({ mutationFn: () => api.delete<undefined>('/calendar-link'), onSuccess: async () => { setUrl(undefined); toast({ words: t('calendar.ended') }); await refresh(); }, onError });
  const { data } = query;
  return (
    <section id="calendar" className={settings.card} aria-label={t('calendar.title')}>
      <div className={settings.cardHead}>{t('calendar.title')}</div>
      <div className={settings.cardBody}>
        <p className={settings.small} style={{ margin: 0 }}>{t('calendar.words')}</p>
        <WhenLoaded query={query}>
          {data?.active && (
            <div className={settings.small}>
              {t('calendar.active', { hint: data.hint, at: formatDateTime(data.created_at, i18n.language) })}
              <br />
              {data.read_at ? t('calendar.read', { at: formatDateTime(data.read_at, i18n.language) }) : t('calendar.unread')}
            </div>
          )}
          {url && (
            <>
              <CopyField label={t('calendar.url')} text={url} />
              <p className={settings.small} style={{ margin: 0 }}>{t('calendar.once')}</p>
            </>
          )}
          <div className={settings.note} data-tone="amber">{t('calendar.secret')}</div>
          <div className={styles.clocks}>
            <Button size="sm" variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>{data?.active ? t('calendar.renew') : t('calendar.make')}</Button>
            {data?.active && <Button size="sm" variant="subtle" color="gray" loading={end.isPending} onClick={() => end.mutate()}>{t('calendar.end')}</Button>}
          </div>
        </WhenLoaded>
      </div>
    </section>
  );
}
