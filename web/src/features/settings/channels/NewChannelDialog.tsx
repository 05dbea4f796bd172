import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Ask } from '../parts/Ask';
import { textCell, type SettingRow } from '../parts/cells';
import { useCreate } from '../parts/useCreate';
import { isRetired, nextPosition, parentOf, pathOf, treeOf } from './channels';

interface Props {
  channels: readonly SettingRow[];
  /** The channel open at the moment: a new one most likely stands beside it. */
  below: SettingRow | undefined;
  onMade: (id: number) => void;
  onClose: () => void;
}

/** A new channel with its further names and its place in the tree. */
export function NewChannelDialog({ channels, below, onMade, onClose }: Props) {
  const { t } = useTranslation('channels');
  const [name, setName] = useState('');
  const [aliases, setAliases] = useState('');
  const [parent, setParent] = useState<number | null>(below ? (parentOf(below) ?? below.id) : null);
  const create = useCreate('channels');
  const places = treeOf(channels).filter(({ row }) => !isRetired(row));

  async function go(): Promise<string | undefined> {
    const above = channels.find((one) => one.id === parent);
    const kind = above ? textCell(above, 'kind') : '';
    const cells = { name: name.trim(), parent, position: nextPosition(channels, parent), ...(aliases.trim() ? { aliases: aliases.trim() } : {}), ...(kind ? { kind } : {}) };
    const made = await create(cells, t('added', { name: name.trim() }));
    if (made.id === undefined) return made.refusal;
    onMade(made.id);
    return undefined;
  }

  return (
    <Ask title={t('add')} go={t('add')} disabled={!name.trim()} onClose={onClose} onGo={go}>
      <TextInput data-autofocus size="sm" label={t('name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select
        size="sm" label={t('parent')} placeholder={t('top')} clearable searchable value={parent === null ? null : String(parent)}
        data={places.map(({ row }) => ({ value: String(row.id), label: pathOf(channels, row.id) }))} onChange={(id) => setParent(id === null ? null : Number(id))}
      />
      <Textarea size="sm" autosize minRows={1} label={t('aliases')} description={t('aliases_hint')} value={aliases} onChange={(event) => setAliases(event.currentTarget.value)} />
    </Ask>
  );
}
