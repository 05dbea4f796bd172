import { Button } from '@mantine/core';
import { IconPlus, IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { useSession } from '@/api/session';
import { groupRows } from '@/api/tables';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { groupId, textCell, type SettingRow } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';
import { NewRoleDialog } from './NewRoleDialog';
import { RoleEditor } from './RoleEditor';
import settings from '../settings.module.css';
import styles from './roles.module.css';

const COLUMNS = ['name', 'description', 'level', 'supervises', 'is_admin', 'key'];

function usePeopleByRole(): Map<number, number> {
  const { data } = useQuery({
    queryKey: [...keys.rows('people'), 'by role'],
    queryFn: () => groupRows('people', { group: 'role' }),
    retry: false,
  });
  return new Map((data?.groups ?? []).map((group) => [groupId(group), group.count]));
}

/** 角色与权限: who sees how far and may do what, table by table, column by column. */
export default function RolesSection() {
  const { t } = useTranslation('settings');
  const session = useSession();
  const roles = useSettingRows('roles', { columns: COLUMNS });
  const people = usePeopleByRole();
  const [chosen, setChosen] = useState<number | null>(null);
  const [adding, setAdding] = useState(false);
  const open = roles.data?.find((role) => role.id === chosen) ?? roles.data?.find((role) => role.cells['is_admin'] !== true) ?? roles.data?.[0];
  return (
    <>
      <SectionHead title={t('section.roles')} words={t('roles.words')}>
        {session.person.is_admin && <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>{t('roles.add')}</Button>}
      </SectionHead>
      <WhenLoaded query={roles}>
        <div className={styles.split}>
          <RoleList roles={roles.data ?? []} people={people} open={open?.id} onOpen={setChosen} />
          {open && <RoleEditor key={open.id} role={open} people={people.get(open.id) ?? 0} onGone={() => setChosen(null)} />}
        </div>
      </WhenLoaded>
      {adding && <NewRoleDialog roles={roles.data ?? []} onMade={setChosen} onClose={() => setAdding(false)} />}
    </>
  );
}

function RoleList(props: { roles: readonly SettingRow[]; people: Map<number, number>; open: number | undefined; onOpen: (id: number) => void }) {
  const { t } = useTranslation('settings');
  return (
    <ul className={`${settings.card} ${styles.list}`} aria-label={t('section.roles')}>
      {props.roles.map((role) => (
        <li key={role.id}>
          <button type="button" aria-current={role.id === props.open || undefined} onClick={() => props.onOpen(role.id)}>
            {role.cells['is_admin'] === true && <IconShieldLock size={14} stroke={1.75} aria-hidden />}
            <span>{textCell(role, 'name')}</span>
            <i>{t('roles.people', { people: props.people.get(role.id) ?? 0 })}</i>
          </button>
        </li>
      ))}
    </ul>
  );
}
