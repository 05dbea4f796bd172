import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTable } from '@/api/tables';
import type { Filter } from '@/api/types';
import { FilterChips, TableKeyProvider } from '../../views';
import { ListSection, type SpecialCell } from '../lists/ListSection';
import { textCell } from '../parts/cells';

/** 公海: who may claim which leads, and how many. */
export default function PoolsSection() {
  const { t } = useTranslation('pool');
  return (
    <ListSection
      table="pools" title={t('settings.pools')} words={t('settings.pools_words')} unnamed={t('settings.pools_unnamed')} add={t('settings.pools_add')}
      columns={['name', 'unit', 'filter', 'per_day', 'max_held', 'cool_off_days', 'active']} special={SPECIAL}
    />
  );
}

const WhichLeads: SpecialCell = ({ row, label, disabled, onSave }) => {
  const leads = useTable('leads');
  const [draft, setDraft] = useState<Filter>();
  const [filter, setFilter] = useState<Filter | null>(() => readFilter(textCell(row, 'filter')));
  function leave(next: Filter | undefined): void {
    setDraft(next);
    const text = filter === null ? '' : JSON.stringify(filter);
    // Saved when the builder closes: half a condition would be refused.
    if (next === undefined && text !== textCell(row, 'filter')) onSave(text);
  }
  function change(next: Filter | null): void {
    setFilter(next);
    if (draft === undefined) onSave(next === null ? '' : JSON.stringify(next));
  }
  return (
    <fieldset aria-label={label} disabled={disabled} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <TableKeyProvider value="leads">
        <FilterChips columns={leads.columns} filter={filter} onChange={change} draft={draft} onDraft={leave} />
      </TableKeyProvider>
    </fieldset>
  );
};

const SPECIAL = { filter: WhichLeads };

function readFilter(text: string): Filter | null {
  try {
    return text === '' ? null : (JSON.parse(text) as Filter);
  } catch {
    return null;
  }
}
