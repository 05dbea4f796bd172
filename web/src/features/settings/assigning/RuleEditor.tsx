import { Button, MultiSelect, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { useTable } from '@/api/tables';
import type { Filter, Json } from '@/api/types';
import { FilterBuilder } from '@/features/views/FilterBuilder';
import { prune } from '@/features/views/filterTree';
import { CellField } from '../parts/CellField';
import { PersonSelect } from '../parts/PersonSelect';
import { RowSelect } from '../parts/RowSelect';
import { linkCell, textCell, type SettingRow } from '../parts/cells';
import { useDelete } from '../parts/useDelete';
import { useSave, useSaveAloud } from '../parts/useSave';
import { conditionsOf } from './types';
import settings from '../settings.module.css';
import styles from './assigning.module.css';

/** One rule: which leads it is for, who gets them, and how the one among several is chosen. */
export function RuleEditor({ rule, mayEdit }: { rule: SettingRow; mayEdit: boolean }) {
  const { t } = useTranslation('assigning');
  const session = useSession();
  const save = useSave('assignment_rules');
  const saveAloud = useSaveAloud('assignment_rules');
  const remove = useDelete('assignment_rules');
  const name = textCell(rule, 'name');
  const target = textCell(rule, 'target') || 'unit';
  const set = (column: string, value: Json) => void saveAloud([{ row: rule.id, column, value }], t('rules.saved', { name }));
  return (
    <div className={settings.card}>
      <div className={settings.cardHead}>
        <span className={styles.grow}>{name}</span>
        {mayDo(session, 'assignment_rules', 'delete') && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void remove([rule.id], t('rules.removed', { name }))}>{t('rules.remove')}</Button>
        )}
      </div>
      <div className={settings.cardBody}>
        <div className={settings.form}>
          <CellField label={t('rules.name')} text={name} disabled={!mayEdit} onSave={(text) => save([{ row: rule.id, column: 'name', value: text }], t('rules.saved', { name: text }))} />
          <span />
          <RowSelect table="pipelines" label={t('rules.pipeline')} placeholder={t('rules.all_pipelines')} value={linkCell(rule, 'pipeline')} disabled={!mayEdit} onChange={(value) => set('pipeline', value?.id ?? null)} />
          <RowSelect table="units" label={t('rules.unit')} placeholder={t('rules.all_units')} value={linkCell(rule, 'unit')} disabled={!mayEdit} onChange={(value) => set('unit', value?.id ?? null)} />
        </div>
        <Conditions rule={rule} mayEdit={mayEdit} />
        <div className={settings.form}>
          <Choice column="target" rule={rule} mayEdit={mayEdit} onChange={(value) => value && set('target', value)} />
          {target === 'person' ? (
            <PersonSelect size="sm" label={t('rules.person')} value={linkCell(rule, 'person')} disabled={!mayEdit} onChange={(person) => set('person', person ? { id: person.id } : null)} />
          ) : (
            <RowSelect
              table="units" label={t(target === 'pool' ? 'rules.pool_unit' : 'rules.team')} placeholder={t('rules.own_unit')}
              value={linkCell(rule, 'team')} disabled={!mayEdit} onChange={(value) => set('team', value?.id ?? null)}
            />
          )}
          {target === 'unit' && (
            <>
              <Choice column="method" rule={rule} mayEdit={mayEdit} onChange={(value) => value && set('method', value)} />
              <Choice column="seniority" rule={rule} mayEdit={mayEdit} clearable placeholder={t('rules.any_seniority')} onChange={(value) => set('seniority', value)} />
              <Profile rule={rule} mayEdit={mayEdit} onChange={(value) => set('profile', value)} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

interface ChoiceProps {
  column: string;
  rule: SettingRow;
  mayEdit: boolean;
  clearable?: boolean;
  placeholder?: string;
  onChange: (value: string | null) => void;
}

function Choice({ column, rule, mayEdit, clearable = false, placeholder, onChange }: ChoiceProps) {
  const schema = useTable('assignment_rules').columns.find(({ id }) => id === column);
  return (
    <Select
      size="sm" label={schema?.label} placeholder={placeholder} clearable={clearable} allowDeselect={clearable} disabled={!mayEdit} value={textCell(rule, column) || null}
      data={(schema?.options ?? []).map(({ key, label }) => ({ value: key, label }))} onChange={onChange}
    />
  );
}

function Profile({ rule, mayEdit, onChange }: { rule: SettingRow; mayEdit: boolean; onChange: (value: string[]) => void }) {
  const { t } = useTranslation('assigning');
  const schema = useTable('assignment_rules').columns.find(({ id }) => id === 'profile');
  const chosen = rule.cells['profile'];
  return (
    <MultiSelect
      data-wide size="sm" label={schema?.label} description={t('rules.profile_hint')} disabled={!mayEdit} inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={Array.isArray(chosen) ? chosen.map(String) : []} data={(schema?.options ?? []).map(({ key, label }) => ({ value: key, label }))} onChange={onChange}
    />
  );
}

/** The conditions are saved as a whole, so that half a condition never decides. */
function Conditions({ rule, mayEdit }: { rule: SettingRow; mayEdit: boolean }) {
  const { t } = useTranslation('assigning');
  const leads = useTable('leads');
  const save = useSave('assignment_rules');
  const [draft, setDraft] = useState<Filter>();
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const columns = leads.columns.filter((column) => column.filterable && Object.keys(column.operators).length > 0);
  const name = textCell(rule, 'name');

  async function commit(): Promise<void> {
    if (draft === undefined) return;
    const sent = prune(columns, draft);
    setBusy(true);
    const why = await save([{ row: rule.id, column: 'conditions', value: sent === null ? '' : JSON.stringify(sent) }], t('rules.saved', { name }));
    setBusy(false);
    setRefusal(why);
    if (why === undefined) setDraft(undefined);
  }

  return (
    <fieldset className={styles.conditions} disabled={!mayEdit}>
      <legend>{t('rules.conditions')}</legend>
      <FilterBuilder columns={columns} filter={draft ?? conditionsOf(rule)} onChange={setDraft} />
      {refusal && <p role="alert" className={styles.error}>{refusal}</p>}
      {draft !== undefined && (
        <div className={styles.commit}>
          <Button size="compact-sm" loading={busy} onClick={() => void commit()}>{t('rules.save_conditions')}</Button>
          <Button size="compact-sm" variant="default" onClick={() => { setDraft(undefined); setRefusal(undefined); }}>{t('rules.drop_conditions')}</Button>
        </div>
      )}
    </fieldset>
  );
}
