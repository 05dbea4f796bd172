import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTable } from '@/api/tables';
import { ConditionWords } from '@/features/views/FilterChips';
import { groupOf, isCondition } from '@/features/views/filterTree';
import { MoveButtons } from '../parts/MoveButtons';
import { linkCell, textCell, type SettingRow } from '../parts/cells';
import { useSaveAloud } from '../parts/useSave';
import { conditionsOf, swapOf, type RuleFault } from './types';
import settings from '../settings.module.css';
import styles from './assigning.module.css';

interface Props {
  rules: readonly SettingRow[];
  faults: readonly RuleFault[];
  /** Leads each rule took in the last trial. */
  counts: Record<string, number>;
  open: number;
  mayEdit: boolean;
  onOpen: (id: number) => void;
}

/** The rules in their order; the first that fits decides. */
export function RuleList({ rules, faults, counts, open, mayEdit, onOpen }: Props) {
  const { t } = useTranslation('assigning');
  const save = useSaveAloud('assignment_rules');
  return (
    <div className={`${settings.card} ${settings.scroll}`}>
      <table className={settings.table} aria-label={t('rules.title')}>
        <thead>
          <tr>
            <th>{t('rules.name')}</th>
            <th>{t('rules.when')}</th>
            <th>{t('rules.to')}</th>
            <th>{t('rules.on')}</th>
            {mayEdit && <th className={settings.hideOnPhone} />}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule, index) => {
            const name = textCell(rule, 'name');
            const fault = faults.find(({ id }) => id === rule.id);
            const active = rule.cells['active'] === true;
            return (
              <tr key={rule.id} aria-selected={rule.id === open} data-off={!active || undefined} className={styles.rule}>
                <td className={settings.wrap}>
                  <button type="button" className={settings.open} onClick={() => onOpen(rule.id)}>
                    <span className={styles.place}>{index + 1}</span> <span className={settings.strong}>{name}</span>
                    {counts[rule.id] !== undefined && <small className={settings.quiet}>{t('trial.took', { count: counts[rule.id] })}</small>}
                  </button>
                  {fault && <p className={styles.fault} role="status"><IconAlertTriangle size={14} stroke={1.75} aria-hidden /> {fault.message}</p>}
                </td>
                <td className={settings.wrap}><When rule={rule} /></td>
                <td className={settings.wrap}><Target rule={rule} /></td>
                <td>
                  <Checkbox
                    size="xs" aria-label={t('rules.on_of', { name })} checked={active} disabled={!mayEdit}
                    onChange={(event) => void save([{ row: rule.id, column: 'active', value: event.currentTarget.checked }], t(event.currentTarget.checked ? 'rules.switched_on' : 'rules.switched_off', { name }))}
                  />
                </td>
                {mayEdit && (
                  <td className={settings.hideOnPhone}>
                    <MoveButtons
                      up={t('rules.up', { name })} down={t('rules.down', { name })} first={index === 0} last={index === rules.length - 1}
                      onMove={(by) => void save(swapOf(rules, index, by), t('rules.moved', { name }))}
                    />
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

function When({ rule }: { rule: SettingRow }) {
  const { t } = useTranslation('assigning');
  const leads = useTable('leads');
  const { join, parts } = groupOf(conditionsOf(rule));
  const places = [linkCell(rule, 'pipeline')?.label, linkCell(rule, 'unit')?.label].filter(Boolean);
  if (parts.length === 0 && places.length === 0) return <span className={settings.quiet}>{t('rules.every')}</span>;
  return (
    <span className={styles.when}>
      {places.length > 0 && <span>{places.join(' · ')}</span>}
      {parts.map((part, index) => (
        <span key={index}>
          {join === 'or' && index > 0 && `${t('rules.or')} `}
          {isCondition(part) ? <ConditionWords column={leads.columns.find(({ id }) => id === part.column)} condition={part} /> : t('rules.group', { count: groupOf(part).parts.length })}
        </span>
      ))}
    </span>
  );
}

function Target({ rule }: { rule: SettingRow }) {
  const { t } = useTranslation('assigning');
  const schema = useTable('assignment_rules');
  const option = (column: string, key: string) => schema.columns.find(({ id }) => id === column)?.options?.find((one) => one.key === key)?.label ?? key;
  const target = textCell(rule, 'target');
  if (target === 'person') return <b className={settings.strong}>{linkCell(rule, 'person')?.label ?? t('rules.nobody')}</b>;
  const team = linkCell(rule, 'team')?.label;
  if (target === 'pool') return <span>{team ? t('rules.pool_of', { team }) : t('rules.pool')}</span>;
  const chosen = rule.cells['profile'];
  const profile = (Array.isArray(chosen) ? chosen : []).map((key) => option('profile', String(key)));
  const seniority = textCell(rule, 'seniority');
  return (
    <span className={styles.when}>
      <span>{team ?? t('rules.own_unit')}{seniority && ` · ${option('seniority', seniority)}`}</span>
      <small className={settings.quiet}>{[option('method', textCell(rule, 'method')), profile.length > 0 ? t('rules.fits', { what: profile.join('、') }) : ''].filter(Boolean).join(' · ')}</small>
    </span>
  );
}
