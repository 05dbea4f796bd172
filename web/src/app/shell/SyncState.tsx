import { Tooltip } from '@mantine/core';
import { IconCloudCheck, IconCloudUp, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { connection } from '@/api/connection';
import { outbox } from '@/api/outbox';
import { useStore } from '@/kit/state/store';
import styles from './shell.module.css';

/** Whether what was typed has reached the server: synced, on its way, or kept here until the network returns. */
export function SyncState({ phone }: { phone: boolean }) {
  const { t } = useTranslation('app');
  const state = useStore(connection);
  const { waiting } = useStore(outbox);
  if (state === 'offline') {
    return (
      <Tooltip label={t('sync.offline_long', { count: waiting })} multiline maw={280}>
        <span className={styles['sync']} data-tone="amber" role="status">
          <IconWifiOff size={14} stroke={1.75} />
          {waiting > 0 ? t('sync.offline_count', { count: waiting }) : t('sync.offline')}
        </span>
      </Tooltip>
    );
  }
  if (phone && waiting === 0) return null;
  const Icon = waiting > 0 ? IconCloudUp : IconCloudCheck;
  return (
    <span className={styles['sync']} role="status">
      <Icon size={14} stroke={1.75} />
      {waiting > 0 ? t('sync.sending', { count: waiting }) : t('sync.done')}
    </span>
  );
}
