import { Button, Select } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { textCell, type SettingRow } from '../parts/cells';
import { useRetire } from '../parts/useRetire';
import { isRetired, parentOf, pathOf, treeOf } from './channels';
import settings from '../settings.module.css';
import styles from './channels.module.css';

/** Taking a channel out of use: its leads, name and aliases go to another one, in one operation that can be undone. */
export function RetireChannel({ channel, channels, onClose }: { channel: SettingRow; channels: readonly SettingRow[]; onClose: () => void }) {
  const { t } = useTranslation('channels');
  const use = useQuery({ queryKey: [...keys.rows('leads'), 'channel', channel.id], queryFn: () => api.get<{ leads: number }>(`/channels/${channel.id}/use`) });
  const [to, setTo] = useState<number | null>(null);
  const name = textCell(channel, 'name');
  const { retire, busy, refusal } = useRetire('channels', `/channels/${channel.id}/retire`, (count) => t('retire.done', { name, count }), onClose);
  const leads = use.data?.leads ?? 0;
  const below = channels.filter((one) => parentOf(one) === channel.id && !isRetired(one)).length;
  const targets = treeOf(channels).filter(({ row }) => row.id !== channel.id && !isRetired(row));
  const target = to === null ? undefined : channels.find((one) => one.id === to);

  return (
    <div className={styles.retire} role="group" aria-label={t('retire.title', { name })}>
      <h4>
        <IconArchive size={16} stroke={1.75} aria-hidden />
        {t('retire.title', { name })}
        <small>{t('retire.undo')}</small>
      </h4>
      {below > 0 ? (
        <p>{t('retire.below', { count: below })}</p>
      ) : (
        <>
          <p>{leads > 0 ? t('retire.words', { count: leads }) : t('retire.empty')}</p>
          <Select
            size="sm" searchable clearable={leads === 0} label={t(leads > 0 ? 'retire.move_to' : 'retire.take_over')} value={to === null ? null : String(to)}
            data={targets.map(({ row }) => ({ value: String(row.id), label: pathOf(channels, row.id) }))} onChange={(id) => setTo(id === null ? null : Number(id))}
          />
          {target && <p>{t('retire.names', { name, target: textCell(target, 'name') })}</p>}
        </>
      )}
      {(refusal ?? use.error) && <div className={settings.note} data-tone="red" role="alert">{refusal ?? apiError(use.error)}</div>}
      <div className={styles.buttons}>
        <Button size="xs" variant="default" onClick={onClose}>{t('retire.keep')}</Button>
        <Button size="xs" variant="outline" color="red" loading={busy} disabled={use.isPending || below > 0 || (leads > 0 && to === null)} onClick={() => void retire(to)}>
          {leads > 0 ? t('retire.go', { count: leads }) : t('retire.go_empty')}
        </Button>
      </div>
    </div>
  );
}
