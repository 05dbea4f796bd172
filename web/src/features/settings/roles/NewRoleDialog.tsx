import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { Ask } from '../parts/Ask';
import { numberCell, textCell, type SettingRow } from '../parts/cells';
import { useCreate } from '../parts/useCreate';
import type { RoleRights } from './types';

const PLAIN_LEVEL = 10;

async function copyRights(from: number, to: number): Promise<void> {
  const { tables } = await api.get<RoleRights>(`/roles/${from}/rights`);
  await api.put(`/roles/${to}/rights`, { tables });
}

/** A role of one's own, starting from the rights of another. */
export function NewRoleDialog({ roles, onMade, onClose }: { roles: readonly SettingRow[]; onMade: (id: number) => void; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const [name, setName] = useState('');
  const [from, setFrom] = useState<string | null>(null);
  const create = useCreate('roles');
  const models = roles.filter((role) => role.cells['is_admin'] !== true);

  async function go(): Promise<string | undefined> {
    const model = models.find((role) => String(role.id) === from);
    const cells = { name: name.trim(), level: (model && numberCell(model, 'level')) ?? PLAIN_LEVEL, supervises: model?.cells['supervises'] === true };
    const made = await create(cells, t('roles.added', { name: name.trim() }));
    if (made.id === undefined) return made.refusal;
    try {
      if (model) await copyRights(model.id, made.id);
      // Shown only now: before, its rights would be read while they are still empty.
      onMade(made.id);
      return undefined;
    } catch (error) {
      return apiError(error);
    }
  }

  return (
    <Ask title={t('roles.add')} go={t('roles.add')} disabled={!name.trim()} onClose={onClose} onGo={go}>
      <TextInput data-autofocus size="sm" label={t('roles.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select
        size="sm" clearable label={t('roles.copy_from')} placeholder={t('roles.copy_none')} value={from} onChange={setFrom}
        data={models.map((role) => ({ value: String(role.id), label: textCell(role, 'name') }))}
      />
    </Ask>
  );
}
