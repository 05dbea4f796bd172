import { Button, Select } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { CellField } from '../parts/CellField';
import { textCell, type SettingRow } from '../parts/cells';
import { useSave, useSaveAloud } from '../parts/useSave';
import { branchOf, isRetired, parentOf, pathOf, treeOf } from './channels';
import { Costs } from './Costs';
import { RetireChannel } from './RetireChannel';
import settings from '../settings.module.css';
import styles from './channels.module.css';

/** One channel: name, further names, where it belongs, what it cost, and taking it out of use. */
export function ChannelEditor({ channel, channels, mayEdit }: { channel: SettingRow; channels: readonly SettingRow[]; mayEdit: boolean }) {
  const { t } = useTranslation('channels');
  const session = useSession();
  const save = useSave('channels');
  const saveAloud = useSaveAloud('channels');
  const [retiring, setRetiring] = useState(false);
  const name = textCell(channel, 'name');
  const retired = isRetired(channel);
  const editable = mayEdit && !retired;
  const own = branchOf(channels, channel.id);
  const places = treeOf(channels).filter(({ row }) => !own.has(row.id) && !isRetired(row));
  const parent = parentOf(channel);
  const write = (column: string) => (text: string) => save([{ row: channel.id, column, value: text }], t('saved', { name }));
  return (
    <section className={`${settings.card} ${styles.editor}`} aria-label={name}>
      <header className={styles.head}>
        <h3>{name}</h3>
        {editable && (
          <Button size="xs" variant={retiring ? 'light' : 'subtle'} color={retiring ? 'accent' : 'gray'} aria-expanded={retiring} leftSection={<IconArchive size={16} />} onClick={() => setRetiring((open) => !open)}>
            {t('retire.open')}
          </Button>
        )}
      </header>
      {retired && <p className={settings.small}>{t('retired_words')}</p>}
      <div className={settings.form}>
        <CellField label={t('name')} text={name} disabled={!editable} onSave={write('name')} />
        <Select
          size="sm" label={t('parent')} placeholder={t('top')} clearable searchable disabled={!editable} value={parent === null ? null : String(parent)}
          data={places.map(({ row }) => ({ value: String(row.id), label: pathOf(channels, row.id) }))}
          onChange={(id) => void saveAloud([{ row: channel.id, column: 'parent', value: id === null ? null : Number(id) }], t('moved', { name }))}
        />
        <div data-wide>
          <CellField lines label={t('aliases')} hint={t('aliases_hint')} text={textCell(channel, 'aliases')} disabled={!editable} onSave={write('aliases')} />
        </div>
      </div>
      {(session.tables['channel_costs']?.reach ?? 'none') !== 'none' && <Costs channel={channel.id} name={name} retired={retired} mayAdd={mayDo(session, 'channel_costs', 'create')} />}
      {retiring && <RetireChannel channel={channel} channels={channels} onClose={() => setRetiring(false)} />}
    </section>
  );
}
