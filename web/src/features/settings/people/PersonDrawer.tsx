import { Button, Drawer, Select, Stack } from '@mantine/core';
import { IconArrowsExchange, IconLink, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { mayDo, useSession } from '@/api/session';
import { columnOf, useTable } from '@/api/tables';
import { useOpenHandover } from '@/features/handover/data';
import { CellField } from '../parts/CellField';
import { CopyField } from '../parts/CopyField';
import { linkCell, textCell, type SettingRow } from '../parts/cells';
import { useSave, useSaveAloud } from '../parts/useSave';
import { DeactivateDialog } from './DeactivateDialog';
import { MoveDialog } from './MoveDialog';
import { stateOf, useNames } from './people';
import styles from '../settings.module.css';

const CONTACT = ['username', 'mobile', 'email'] as const;
const PROFILE = ['regions', 'industries', 'product_lines'] as const;

/** One person: contact data, role, unit, seller profile, and the ways in and out. */
export function PersonDrawer({ person, onClose }: { person: SettingRow; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const session = useSession();
  const schema = useTable('people');
  const save = useSave('people');
  const name = textCell(person, 'name');
  const mayEdit = mayDo(session, 'people', 'edit');
  const field = (column: string) => (
    <CellField
      key={column} label={columnOf(schema, column)?.label ?? column} text={textCell(person, column)}
      disabled={!mayEdit || person.masked.includes(column)}
      onSave={(text) => save([{ row: person.id, column, value: text }], t('people.saved', { name, what: columnOf(schema, column)?.label }))}
    />
  );
  return (
    <Drawer opened onClose={onClose} position="right" size={420} title={name} padding="md">
      <Stack gap="md">
        {field('name')}
        <RoleSelect person={person} disabled={!mayEdit} />
        <UnitSelect person={person} disabled={!mayEdit} />
        {CONTACT.filter((column) => columnOf(schema, column)).map(field)}
        <SenioritySelect person={person} disabled={!mayEdit} />
        {PROFILE.filter((column) => columnOf(schema, column)).map(field)}
        {mayEdit && <InOut person={person} />}
      </Stack>
    </Drawer>
  );
}

function RoleSelect({ person, disabled }: { person: SettingRow; disabled: boolean }) {
  const { t } = useTranslation('settings');
  const roles = useNames('roles');
  const save = useSaveAloud('people');
  const role = linkCell(person, 'role');
  return (
    <Select
      size="sm" searchable allowDeselect={false} disabled={disabled} label={t('people.role')} description={t('people.role_hint')}
      data={roles.map(({ id, label }) => ({ value: String(id), label }))} value={role ? String(role.id) : null}
      onChange={(id) => {
        const label = roles.find((one) => String(one.id) === id)?.label ?? '';
        if (id) void save([{ row: person.id, column: 'role', value: Number(id) }], t('people.role_now', { name: textCell(person, 'name'), role: label }));
      }}
    />
  );
}

function UnitSelect({ person, disabled }: { person: SettingRow; disabled: boolean }) {
  const { t } = useTranslation('settings');
  const units = useNames('units');
  const [wanted, setWanted] = useState<number | null>(null);
  const unit = linkCell(person, 'unit');
  const target = units.find((one) => one.id === wanted);
  return (
    <>
      <Select
        size="sm" searchable allowDeselect={false} disabled={disabled} label={t('people.unit')}
        data={units.map(({ id, label }) => ({ value: String(id), label }))} value={unit ? String(unit.id) : null}
        onChange={(id) => id && setWanted(Number(id))}
      />
      {target && <MoveDialog person={person} unit={target} onClose={() => setWanted(null)} />}
    </>
  );
}

function SenioritySelect({ person, disabled }: { person: SettingRow; disabled: boolean }) {
  const { t } = useTranslation('settings');
  const column = columnOf(useTable('people'), 'seniority');
  const save = useSaveAloud('people');
  if (!column?.options) return null;
  return (
    <Select
      size="sm" clearable disabled={disabled} label={column.label} data={column.options.map(({ key, label }) => ({ value: key, label }))}
      value={textCell(person, 'seniority') || null}
      onChange={(value) => void save([{ row: person.id, column: 'seniority', value }], t('people.saved', { name: textCell(person, 'name'), what: column.label }))}
    />
  );
}

function InOut({ person }: { person: SettingRow }) {
  const { t } = useTranslation('settings');
  const session = useSession();
  const save = useSaveAloud('people');
  const [leaving, setLeaving] = useState(false);
  const state = stateOf(person);
  const openHandover = useOpenHandover();
  const name = textCell(person, 'name');
  const renew = useMutation({ mutationFn: () => api.post<{ link: string }>(`/people/${person.id}/invitation`) });
  if (state === 'inactive') {
    return (
      <Button
        size="sm" variant="default" leftSection={<IconUserCheck size={16} />}
        onClick={() => void save([{ row: person.id, column: 'active', value: true }], t('people.reactivated', { name }))}
      >
        {t('people.reactivate')}
      </Button>
    );
  }
  return (
    <>
      {renew.data && <CopyField label={t('people.link_for', { name })} text={renew.data.link} />}
      {renew.isError && <div className={styles.note} data-tone="red" role="alert">{apiError(renew.error)}</div>}
      <Button size="sm" variant="default" leftSection={<IconLink size={16} />} loading={renew.isPending} onClick={() => renew.mutate()}>
        {t(state === 'invited' ? 'people.new_link' : 'people.reset_link')}
      </Button>
      {mayDo(session, 'leads', 'assign') && (
        <Button size="sm" variant="default" leftSection={<IconArrowsExchange size={16} />} onClick={() => openHandover({ person: person.id })}>
          {t('handover:open')}
        </Button>
      )}
      {person.id !== session.person.id && (
        <Button size="sm" variant="outline" color="red" leftSection={<IconUserOff size={16} />} onClick={() => setLeaving(true)}>
          {t('people.deactivate')}
        </Button>
      )}
      {leaving && <DeactivateDialog person={person} onClose={() => setLeaving(false)} />}
    </>
  );
}
