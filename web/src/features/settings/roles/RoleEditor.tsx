import { Button, Checkbox } from '@mantine/core';
import { IconInfoCircle, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { useSession } from '@/api/session';
import { notifyUndo } from '@/api/undo';
import { toast } from '@/kit/notice/notice';
import { CellField } from '../parts/CellField';
import { WhenLoaded } from '../parts/Section';
import { textCell, type SettingRow } from '../parts/cells';
import { useDelete } from '../parts/useDelete';
import { useSave, useSaveAloud } from '../parts/useSave';
import { sameAccess } from './rights';
import { RightsMatrix } from './RightsMatrix';
import type { Access, RoleRights } from './types';
import settings from '../settings.module.css';
import styles from './roles.module.css';

const rightsKey = (role: number) => ['roles', role, 'rights'] as const;

/** One role: its words, and its rights on every table as a draft until saved. */
export function RoleEditor({ role, people, onGone }: { role: SettingRow; people: number; onGone: () => void }) {
  const { t } = useTranslation('settings');
  const { person } = useSession();
  const rights = useQuery({ queryKey: rightsKey(role.id), queryFn: () => api.get<RoleRights>(`/roles/${role.id}/rights`) });
  const mayEdit = person.is_admin && role.cells['is_admin'] !== true;
  return (
    <div className={styles.editor}>
      <RoleFacts role={role} people={people} mayEdit={mayEdit} onGone={onGone} />
      {role.cells['is_admin'] === true && (
        <div className={settings.note}>
          <IconInfoCircle size={16} stroke={1.75} aria-hidden />
          {t('roles.admin_words')}
        </div>
      )}
      <WhenLoaded query={rights}>
        {rights.data && <Draft rights={rights.data} people={people} mayEdit={mayEdit} />}
      </WhenLoaded>
    </div>
  );
}

function RoleFacts(props: { role: SettingRow; people: number; mayEdit: boolean; onGone: () => void }) {
  const { role, people, mayEdit, onGone } = props;
  const { t } = useTranslation('settings');
  const save = useSave('roles');
  const saveAloud = useSaveAloud('roles');
  const remove = useDelete('roles');
  const name = textCell(role, 'name');
  const field = (column: 'name' | 'description' | 'level') => (
    <CellField
      label={t(`roles.${column}`)} text={textCell(role, column)} disabled={!mayEdit} hint={column === 'level' ? t('roles.level_hint') : undefined}
      onSave={(text) => save([{ row: role.id, column, value: text }], t('roles.saved', { name }))}
    />
  );
  return (
    <section className={settings.card}>
      <div className={settings.cardBody}>
        <div className={settings.form}>
          {field('name')}
          {field('level')}
          <div data-wide>{field('description')}</div>
          <Checkbox
            size="sm" label={t('roles.supervises')} disabled={!mayEdit} checked={role.cells['supervises'] === true} wrapperProps={{ 'data-wide': true }}
            onChange={(event) => void saveAloud([{ row: role.id, column: 'supervises', value: event.currentTarget.checked }], t('roles.saved', { name }))}
          />
        </div>
        {mayEdit && people === 0 && (
          <Button
            size="compact-sm" variant="subtle" c="var(--red-text)" leftSection={<IconTrash size={14} />} style={{ alignSelf: 'flex-start' }}
            onClick={() => void remove([role.id], t('roles.removed', { name })).then(onGone)}
          >
            {t('roles.remove')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Draft({ rights, people, mayEdit }: { rights: RoleRights; people: number; mayEdit: boolean }) {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const [draft, setDraft] = useState<Record<string, Access>>({});
  const changed = Object.entries(draft).filter(([table, access]) => {
    const before = rights.tables[table];
    return before !== undefined && !sameAccess(before, access);
  });
  const save = useMutation({
    mutationFn: () => api.put<RoleRights>(`/roles/${rights.role.id}/rights`, { tables: Object.fromEntries(changed) }),
    onSuccess: (fresh) => {
      client.setQueryData(rightsKey(rights.role.id), fresh);
      setDraft({});
      notifyUndo(t('roles.rights_saved', { name: rights.role.name }), fresh.operation);
    },
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
  return (
    <>
      <RightsMatrix
        rights={rights} draft={draft} disabled={!mayEdit} changed={new Set(changed.map(([table]) => table))}
        onChange={(table, access) => setDraft((before) => ({ ...before, [table]: access }))}
      />
      {changed.length > 0 && (
        <div className={settings.saveBar}>
          <span>
            <IconPencil size={16} stroke={1.75} aria-hidden />
            {t('roles.unsaved', { tables: changed.length, people })}
          </span>
          <Button size="sm" variant="default" onClick={() => setDraft({})}>{t('discard')}</Button>
          <Button size="sm" loading={save.isPending} onClick={() => save.mutate()}>{t('roles.save', { people })}</Button>
        </div>
      )}
    </>
  );
}
