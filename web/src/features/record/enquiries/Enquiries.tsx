import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { mayDo, useSession } from '@/api/session';
import { columnOf, deleteRows, editCells, queryRows, useTable } from '@/api/tables';
import { notifyUndo } from '@/api/undo';
import { formatDate } from '@/kit/format/dates';
import { formatMoney } from '@/kit/format/money';
import { namedRows, type NamedRow } from '../data';
import { NewRowForm } from '../input/NewRowForm';
import { useAction } from '../useAction';
import { asText } from '../words';
import styles from './enquiries.module.css';

const LIMIT = 20;
/** What a new enquiry is asked for, in the order of typing. */
const ASKED = ['product', 'quantity', 'unit', 'quoted_price'] as const;

const keyOf = (lead: number) => [...keys.rows('enquiries'), 'of-lead', lead] as const;

/** What the customer asked the price of: newest first, entered in one line, answered or quoted with one click. */
export function Enquiries({ leadId, canEdit }: { leadId: number; canEdit: boolean }) {
  const { t } = useTranslation('enquiries');
  const session = useSession();
  const [adding, setAdding] = useState(false);
  const found = useQuery({
    queryKey: keyOf(leadId),
    queryFn: () => queryRows('enquiries', { filter: { column: 'lead', op: 'is', value: leadId }, limit: LIMIT }),
  });
  const rows = found.data ? namedRows(found.data) : [];
  const mayCreate = canEdit && mayDo(session, 'enquiries', 'create');
  return (
    <section className={styles.section} aria-label={t('title')}>
      <header>
        <h3>{t('title')} <span>{rows.length}</span></h3>
        {found.data?.next && <Link to="/enquiries" search={{ filter: { column: 'lead', op: 'is', value: leadId } }}>{t('all')}</Link>}
        {mayCreate && <button type="button" aria-label={t('add')} title={t('add')} onClick={() => setAdding(true)}><IconPlus size={14} /></button>}
      </header>
      {adding && <NewEnquiry leadId={leadId} onClose={() => setAdding(false)} />}
      {rows.map((row) => <Enquiry key={row.id} row={row} leadId={leadId} canEdit={canEdit && mayDo(session, 'enquiries', 'edit')} mayDelete={canEdit && mayDo(session, 'enquiries', 'delete')} />)}
      {found.isSuccess && rows.length === 0 && !adding && <p className={styles.none}>{t('none')}</p>}
      {found.isError && <p className={styles.error} role="alert">{apiError(found.error)}</p>}
    </section>
  );
}

function Enquiry({ row, leadId, canEdit, mayDelete }: { row: NamedRow; leadId: number; canEdit: boolean; mayDelete: boolean }) {
  const { t, i18n } = useTranslation('enquiries');
  const client = useQueryClient();
  const schema = useTable('enquiries');
  const states = columnOf(schema, 'state')?.options ?? [];
  const product = asText(row.cells['product']) ?? '';
  const state = asText(row.cells['state']) ?? 'open';
  const price = row.cells['quoted_price'];
  const refresh = () => client.invalidateQueries({ queryKey: keyOf(leadId) });
  const change = useAction({
    mutationFn: (value: string) => editCells('enquiries', { edits: [{ row: row.id, column: 'state', value }], via: 'panel' }),
    onSuccess: (answer) => {
      notifyUndo(t('changed', { product }), answer.operation);
      return refresh();
    },
  });
  const remove = useAction({
    mutationFn: () => deleteRows('enquiries', [row.id]),
    onSuccess: (answer) => {
      notifyUndo(t('removed', { product }), answer.operation);
      return refresh();
    },
  });
  const { quantity } = row.cells;
  const amount = [typeof quantity === 'number' ? quantity.toLocaleString('en-US') : null, asText(row.cells['unit'])].filter(Boolean).join(' ');
  return (
    <div className={styles.row}>
      <time>{formatDate(asText(row.cells['date']), i18n.language)}</time>
      <b title={asText(row.cells['note']) ?? undefined}>{product}</b>
      <span className={styles.amount}>{amount}</span>
      {typeof price === 'number' && <span className={`money ${styles.price}`}>{formatMoney(price, i18n.language)}</span>}
      <select aria-label={t('state_of', { product })} data-state={state} value={state} disabled={!canEdit || change.isPending} onChange={(event) => change.mutate(event.currentTarget.value)}>
        {states.map(({ key, label }) => <option key={key} value={key}>{label}</option>)}
      </select>
      {mayDelete && <button type="button" aria-label={t('remove', { product })} disabled={remove.isPending} onClick={() => remove.mutate()}><IconTrash size={14} stroke={1.75} /></button>}
      {(change.isError || remove.isError) && <p className={styles.error} role="alert">{apiError(change.error ?? remove.error)}</p>}
    </div>
  );
}

function NewEnquiry({ leadId, onClose }: { leadId: number; onClose: () => void }) {
  const { t } = useTranslation('enquiries');
  return (
    <NewRowForm
      asked={ASKED} styles={{ form: styles.form, error: styles.error, save: styles.save }} words={{ label: t('add'), save: t('save'), cancel: t('cancel') }}
      row={{
        table: 'enquiries', leadId, required: 'product', missing: t('product_missing'), words: (product) => t('added', { product }),
        stale: keyOf(leadId), onDone: onClose,
      }}
    />
  );
}
