import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Labelled } from '@/api/types';
import { formatDateTime } from '@/kit/format/dates';
import { Avatar } from '@/kit/parts/Avatar';
import settings from '../settings.module.css';
import styles from './stages.module.css';

interface Operation {
  id: number;
  at: string;
  actor: Labelled;
  words: string;
  detail: string;
}

const SHOWN = 5;

/** The last operations on a settings table; the whole story is in the history. */
export function RecentChanges({ table }: { table: string }) {
  const { t, i18n } = useTranslation('settings');
  const { data } = useQuery({
    queryKey: [...keys.operations, 'recent', table],
    queryFn: () => api.get<{ operations: Operation[] }>('/operations', { table }),
    retry: false,
  });
  const recent = (data?.operations ?? []).slice(0, SHOWN);
  if (recent.length === 0) return null;
  return (
    <div className={`${settings.card} ${styles.changes}`}>
      <span className={`${settings.small} ${styles.stage}`}>
        <IconHistory size={14} stroke={1.75} aria-hidden />
        {t('stages.recent')}
      </span>
      <ul className={settings.list}>
        {recent.map((operation) => (
          <li key={operation.id}>
            <Avatar name={operation.actor.label} />
            <div>{[operation.words, operation.detail].filter(Boolean).join(' · ')}</div>
            <time dateTime={operation.at}>{formatDateTime(operation.at, i18n.language)}</time>
          </li>
        ))}
      </ul>
    </div>
  );
}
