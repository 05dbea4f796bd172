import { IconArchive } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { groupRows } from '@/api/tables';
import { MoveButtons } from '../parts/MoveButtons';
import { groupId, textCell, type SettingRow } from '../parts/cells';
import { useSaveAloud } from '../parts/useSave';
import { isRetired, swapped, type ChannelNode } from './channels';
import settings from '../settings.module.css';
import styles from './channels.module.css';

interface Props {
  tree: readonly ChannelNode[];
  channels: readonly SettingRow[];
  open: number | undefined;
  mayEdit: boolean;
  onOpen: (id: number) => void;
}

/** Leads of the reader's scope by channel. */
function useLeadsByChannel(): Map<number, number> {
  const { data } = useQuery({
    queryKey: [...keys.rows('leads'), 'by channel'],
    queryFn: () => groupRows('leads', { group: 'source' }),
    retry: false,
  });
  return new Map((data?.groups ?? []).map((group) => [groupId(group), group.count]));
}

/** The channels in their order, what is below what, how many leads came through each. */
export function ChannelTree({ tree, channels, open, mayEdit, onOpen }: Props) {
  const { t } = useTranslation('channels');
  const leads = useLeadsByChannel();
  const save = useSaveAloud('channels');

  function move(channel: SettingRow, by: 1 | -1): void {
    void save(swapped(channels, channel.id, by), t('moved', { name: textCell(channel, 'name') }));
  }

  return (
    <div className={`${settings.card} ${settings.scroll}`}>
      <table className={settings.table} aria-label={t('title')}>
        <thead>
          <tr>
            <th>{t('channel')}</th>
            <th className={settings.hideOnPhone}>{t('aliases')}</th>
            <th className={settings.num}>{t('leads')}</th>
            {mayEdit && <th className={settings.hideOnPhone} />}
          </tr>
        </thead>
        <tbody>
          {tree.map(({ row, depth }) => {
            const name = textCell(row, 'name');
            const retired = isRetired(row);
            return (
              <tr key={row.id} aria-selected={row.id === open}>
                <td style={{ paddingLeft: 16 + 20 * depth }}>
                  <button type="button" className={settings.open} onClick={() => onOpen(row.id)}>
                    {retired && <IconArchive size={14} stroke={1.75} aria-hidden />}
                    <span className={retired ? settings.quiet : depth === 0 ? settings.strong : undefined}>{name}</span>
                    {retired && <span className={settings.small}>{t('retired')}</span>}
                  </button>
                </td>
                <td className={`${settings.hideOnPhone} ${styles.aliases}`} title={textCell(row, 'aliases')}>{textCell(row, 'aliases').replaceAll(/[,，、;；|\n]+/g, '、')}</td>
                <td className={settings.num}>{leads.get(row.id) ?? (depth === 0 ? '' : 0)}</td>
                {mayEdit && (
                  <td className={settings.hideOnPhone}>
                    {!retired && (
                      <MoveButtons
                        up={t('up', { name })} down={t('down', { name })} onMove={(by) => move(row, by)}
                        first={swapped(channels, row.id, -1).length === 0} last={swapped(channels, row.id, 1).length === 0}
                      />
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
