import { Button, Checkbox, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnRightsDialog } from './ColumnRightsDialog';
import { exceptions, withAction, withReach } from './rights';
import { ACTIONS, COLUMN_RIGHTS, REACHES, type Access, type Reach, type RoleRights } from './types';
import settings from '../settings.module.css';
import styles from './roles.module.css';

interface Props {
  rights: RoleRights;
  draft: Record<string, Access>;
  changed: ReadonlySet<string>;
  disabled: boolean;
  onChange: (table: string, access: Access) => void;
}

/** Tables of daily work stand before those of the settings. */
const FIRST = ['leads', 'contacts', 'followups', 'tasks', 'comments', 'stage_visits', 'people', 'units', 'roles'];

function inOrder(tables: RoleRights['tables']): [string, RoleRights['tables'][string]][] {
  const place = (table: string) => (FIRST.includes(table) ? FIRST.indexOf(table) : FIRST.length);
  return Object.entries(tables).sort(([a], [b]) => place(a) - place(b));
}

/** Tables down, reach, actions and columns across. */
export function RightsMatrix({ rights, draft, changed, disabled, onChange }: Props) {
  const { t } = useTranslation('settings');
  const [columnsOf, setColumnsOf] = useState<string | null>(null);
  const open = columnsOf === null ? undefined : rights.tables[columnsOf];
  return (
    <section className={`${settings.card} ${styles.matrix}`}>
      <table aria-label={t('roles.matrix', { name: rights.role.name })}>
        <thead>
          <tr>
            <th>{t('roles.table')}</th>
            <th>{t('roles.reach')}</th>
            {ACTIONS.map((action) => (
              <th key={action}>{t(`action.${action}`)}</th>
            ))}
            <th>{t('roles.columns')}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(rights.tables).map(([table, stored]) => (
            <MatrixRow
              key={table} label={stored.label} access={draft[table] ?? stored} changed={changed.has(table)} disabled={disabled}
              onChange={(access) => onChange(table, access)} onColumns={() => setColumnsOf(table)}
            />
          ))}
        </tbody>
      </table>
      {columnsOf !== null && open && (
        <ColumnRightsDialog
          table={columnsOf} label={open.label} access={draft[columnsOf] ?? open} disabled={disabled}
          onChange={(access) => onChange(columnsOf, access)} onClose={() => setColumnsOf(null)}
        />
      )}
    </section>
  );
}

function MatrixRow(props: {
  label: string; access: Access; changed: boolean; disabled: boolean; onChange: (access: Access) => void; onColumns: () => void;
}) {
  const { label, access, changed, disabled, onChange, onColumns } = props;
  const { t } = useTranslation('settings');
  const unseen = access.reach === 'none';
  const odd = exceptions(access);
  const words = COLUMN_RIGHTS.filter((right) => odd[right]).map((right) => t('roles.columns_count', { right: t(`column_right.${right}`), count: odd[right] }));
  return (
    <tr data-changed={changed || undefined}>
      <td>{label}</td>
      <td>
        <Select
          size="xs" className={styles.reach} allowDeselect={false} disabled={disabled} aria-label={t('roles.reach_of', { table: label })}
          data={REACHES.map((reach) => ({ value: reach, label: t(`reach.${reach}`) }))} value={access.reach}
          onChange={(reach) => onChange(withReach(access, reach as Reach))}
        />
      </td>
      {ACTIONS.map((action) => (
        <td key={action}>
          <Checkbox
            size="xs" disabled={disabled || unseen} checked={access.actions.includes(action)} aria-label={t('roles.may', { action: t(`action.${action}`), table: label })}
            onChange={(event) => onChange(withAction(access, action, event.currentTarget.checked))}
          />
        </td>
      ))}
      <td>
        <Button size="compact-xs" variant="subtle" color="gray" disabled={unseen} onClick={onColumns} aria-label={t('roles.columns_of', { table: label })}>
          {words.length > 0 ? words.join(' · ') : t(`roles.columns_all_${access.default_column}`)}
        </Button>
      </td>
    </tr>
  );
}
