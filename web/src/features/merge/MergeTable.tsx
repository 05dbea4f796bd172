import { useTranslation } from 'react-i18next';
import { columnOf, useTable } from '@/api/tables';
import { CellView, cellWords, fieldColumn, useFieldSettings } from '@/features/record/parts';
import type { FieldColumn, FieldSettings } from '@/fields/types';
import { formatDay } from '@/kit/format/dates';
import { arrange, chosenLeads, pick, resultOf } from './choices';
import type { Choices, MergeColumn, MergeLead, MergePreview, MergeValue } from './types';
import styles from './merge.module.css';

interface Props {
  preview: MergePreview;
  choices: Choices;
  busy: boolean;
  onChoices: (choices: Choices) => void;
  onKeep: (lead: number) => void;
}

/** The leads side by side, the result and why, field by field. */
export function MergeTable({ preview, choices, busy, onChoices, onKeep }: Props) {
  const { t } = useTranslation('merge');
  const { different, alike } = arrange(preview.columns);
  const row = { leads: preview.leads, choices, onChoices };
  const both = different.filter((column) => chosenLeads(column, choices).length > 1).length;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-busy={busy} style={{ minWidth: 84 + 196 + 200 * (preview.leads.length + 1) }}>
        <thead>
          <tr>
            <th scope="col"><span className={styles.hidden}>{t('table.field')}</span></th>
            {preview.leads.map((lead) => (
              <th key={lead.id} scope="col" data-kept={lead.id === preview.keep}>
                <LeadHead lead={lead} kept={lead.id === preview.keep} onKeep={() => onKeep(lead.id)} />
              </th>
            ))}
            <th scope="col" className={styles.result}>
              <b>{t('table.result')}</b>
              <small>{t(both > 0 ? 'table.result_both' : 'table.result_count', { count: different.length + alike.length, both })}</small>
            </th>
            <th scope="col" className={styles.why}>{t('table.why')}</th>
          </tr>
        </thead>
        <tbody>
          {different.map((column) => <Line key={column.id} column={column} {...row} />)}
          {alike.map((column) => <Line key={column.id} column={column} {...row} />)}
        </tbody>
      </table>
    </div>
  );
}

function LeadHead({ lead, kept, onKeep }: { lead: MergeLead; kept: boolean; onKeep: () => void }) {
  const { t, i18n } = useTranslation('merge');
  const day = (iso: string) => formatDay(iso, i18n.language);
  return (
    <>
      <span className={styles.number}>
        <b>{lead.number}</b>
        {kept ? <span className={styles.keep}>{t('table.kept')}</span> : <button type="button" onClick={onKeep}>{t('table.keep_this')}</button>}
      </span>
      <small>
        {lead.last_contact_at === null
          ? t('table.lead_untouched', { day: day(lead.created_at) })
          : t('table.lead', { day: day(lead.created_at), count: lead.contacts, last: day(lead.last_contact_at) })}
      </small>
    </>
  );
}

interface LineProps {
  column: MergeColumn;
  leads: readonly MergeLead[];
  choices: Choices;
  onChoices: (choices: Choices) => void;
}

function Line({ column, leads, choices, onChoices }: LineProps) {
  const { t } = useTranslation('merge');
  const settings = useFieldSettings();
  const schema = columnOf(useTable('leads'), column.id);
  if (!schema) return null;
  const field = fieldColumn(schema);
  const chosen = chosenLeads(column, choices);
  const result = resultOf(column, choices);
  const open = column.decide && chosen.length === 0;
  const why = choices[column.id] && !column.same ? t('table.chosen') : column.why;
  return (
    <tr data-same={column.same || undefined} data-open={open || undefined} data-column={column.id}>
      <th scope="row">{schema.label}</th>
      {leads.map((lead) => (
        <td key={lead.id} data-picked={(!column.same && chosen.includes(lead.id)) || undefined} data-number={lead.number}>
          <Option
            column={column} field={field} settings={settings} lead={lead} picked={chosen.includes(lead.id)}
            onPick={() => onChoices(pick(column, choices, lead.id))}
          />
        </td>
      ))}
      <td className={styles.result} data-number={t('table.result')}>
        {open ? <span className={styles.open}>{t('table.open')}</span> : result === null ? <span className={styles.none}>{t('table.empty')}</span> : <CellView column={field} value={result} settings={settings} />}
      </td>
      <td className={styles.why}>{why}</td>
    </tr>
  );
}

interface OptionProps {
  column: MergeColumn;
  field: FieldColumn;
  settings: FieldSettings;
  lead: MergeLead;
  picked: boolean;
  onPick: () => void;
}

/** One lead's value; a round mark where one is taken, a square one where texts are joined. */
function Option({ column, field, settings, lead, picked, onPick }: OptionProps) {
  const { t } = useTranslation('merge');
  const found: MergeValue | undefined = column.values.find((one) => one.lead === lead.id);
  const value = found?.value ?? null;
  const shown = found?.filled ? <CellView column={field} value={value} settings={settings} /> : <span className={styles.none}>{t('table.empty')}</span>;
  if (column.same || column.locked) return <span className={styles.plain}>{shown}</span>;
  const words = found?.filled ? cellWords(field, value, settings) : t('table.empty');
  return (
    <label className={styles.option}>
      <input
        type={column.joinable ? 'checkbox' : 'radio'} name={`merge-${column.id}`} checked={picked} onChange={onPick}
        disabled={column.joinable && !found?.filled} aria-label={t('table.take', { label: field.label, number: lead.number, value: words })}
      />
      {shown}
    </label>
  );
}
