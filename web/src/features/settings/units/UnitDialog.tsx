import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { columnOf, useTable } from '@/api/tables';
import type { Json } from '@/api/types';
import { Ask } from '../parts/Ask';
import { linkCell, textCell, type SettingRow } from '../parts/cells';
import { useCreate } from '../parts/useCreate';
import { useSave } from '../parts/useSave';
import { subtreeOf } from './tree';

interface Props {
  unit?: SettingRow;
  parent?: number;
  units: readonly SettingRow[];
  onClose: () => void;
}

/** A new unit, or one that is renamed, re-sorted or hung elsewhere. */
export function UnitDialog({ unit, parent, units, onClose }: Props) {
  const { t } = useTranslation('settings');
  const kinds = columnOf(useTable('units'), 'kind')?.options ?? [];
  const before = { name: unit ? textCell(unit, 'name') : '', kind: unit ? textCell(unit, 'kind') : 'team', parent: unit ? (linkCell(unit, 'parent')?.id ?? null) : (parent ?? null) };
  const [name, setName] = useState(before.name);
  const [kind, setKind] = useState<string>(before.kind);
  const [above, setAbove] = useState<number | null>(before.parent);
  const save = useSave('units');
  const create = useCreate('units');
  const closed = unit ? subtreeOf(units, unit.id) : new Set<number>();

  async function go(): Promise<string | undefined> {
    const wanted: Record<string, Json> = { name: name.trim(), kind, parent: above };
    if (!unit) return (await create(wanted, t('units.added', { name: name.trim() }))).refusal;
    const edits = Object.entries(wanted).filter(([column, value]) => value !== before[column as keyof typeof before]);
    if (edits.length === 0) return undefined;
    return save(edits.map(([column, value]) => ({ row: unit.id, column, value })), t('units.saved', { name: name.trim() }));
  }

  return (
    <Ask title={unit ? t('units.edit', { name: before.name }) : t('units.add')} go={t(unit ? 'save' : 'units.add')} disabled={!name.trim()} onClose={onClose} onGo={go}>
      <TextInput data-autofocus size="sm" label={t('units.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select size="sm" label={t('units.kind')} allowDeselect={false} data={kinds.map(({ key, label }) => ({ value: key, label }))} value={kind} onChange={(value) => setKind(value ?? 'team')} />
      <Select
        size="sm" searchable clearable label={t('units.parent')} placeholder={t('units.top')} value={above === null ? null : String(above)}
        data={units.filter(({ id }) => !closed.has(id)).map((one) => ({ value: String(one.id), label: textCell(one, 'name') }))}
        onChange={(value) => setAbove(value ? Number(value) : null)}
      />
    </Ask>
  );
}
