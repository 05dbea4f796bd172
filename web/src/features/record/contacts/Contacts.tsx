import { IconChevronDown, IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { mayDo, useSession } from '@/api/session';
import { deleteRows, useTable } from '@/api/tables';
import type { Column, TableSchema } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { REACHABLE, reachOf } from '@/features/freshness/bad';
import { recordKeys } from '../calls';
import { namedRows, useContacts, type NamedRow } from '../data';
import { Fact } from '../facts/Fact';
import { useFactEdit, type FactEdit } from '../facts/useFactEdit';
import { FieldInput } from '../input/FieldInput';
import { useNewRow } from '../input/useNewRow';
import type { RecordDetail } from '../types';
import { asText } from '../words';
import { useAction } from '../useAction';
import styles from './contacts.module.css';

/** Cells of the lead that are its main contact. */
const MAIN = ['contact', 'title', 'mobile', 'phone', 'email', 'wechat'];
/** What a new contact is asked for first; the other columns are filled on the contact itself. */
const ASKED = ['name', 'title', 'mobile', 'email'];

interface Props {
  record: RecordDetail;
  schema: TableSchema;
  edit: FactEdit;
  canEdit: boolean;
}

/** The persons behind a lead: the main contact stands on the lead itself, the others in their own table. */
export function Contacts({ record, schema, edit, canEdit }: Props) {
  const { t } = useTranslation('record');
  const session = useSession();
  const contacts = useContacts(record.id);
  const [adding, setAdding] = useState(false);
  const others = contacts.data ? namedRows(contacts.data) : [];
  const count = others.length + (asText(record.cells['contact']) ? 1 : 0);
  return (
    <section className={styles.contacts} aria-label={t('contacts.title')}>
      <header>
        <h3>{t('contacts.title')} <span>{count}</span></h3>
        {canEdit && mayDo(session, 'contacts', 'create') && (
          <button type="button" aria-label={t('contacts.add')} onClick={() => setAdding(true)}><IconPlus size={14} /></button>
        )}
      </header>
      <Card name={asText(record.cells['contact'])} title={asText(record.cells['title'])} reach={reachOf(record.cells, REACHABLE).live} main>
        {MAIN.map((id) => schema.columns.find((column) => column.id === id)).map(
          (column) => column && <Fact key={column.id} table={schema.key} record={record} column={column} edit={edit} canEdit={canEdit} />,
        )}
      </Card>
      {others.map((row) => <OtherContact key={row.id} leadId={record.id} row={row} position={contacts.data?.position ?? 0} canEdit={canEdit} />)}
      {contacts.isError && <p className={styles.error} role="alert">{apiError(contacts.error)}</p>}
      {adding && <NewContact leadId={record.id} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Card(props: { name: string | null; title: string | null; reach: string | null; main?: boolean; children: ReactNode; action?: ReactNode }) {
  const { t } = useTranslation('record');
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.card}>
      <button type="button" className={styles.line} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        <b>{props.name ?? t(props.main ? 'contacts.noMain' : 'contacts.noName')}</b>
        <span className={styles.title}>{props.title}</span>
        <span className={styles.reach}>{props.reach}</span>
      </button>
      {open && <dl className={styles.detail}>{props.children}{props.action}</dl>}
    </div>
  );
}

interface OtherProps {
  leadId: number;
  row: NamedRow;
  position: number;
  canEdit: boolean;
}

function OtherContact({ leadId, row, position, canEdit }: OtherProps) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const schema = useTable('contacts');
  const record: RecordDetail = { id: row.id, cells: row.cells, masked: [...row.masked], actions: [], position };
  const edit = useFactEdit('contacts', record);
  const reload = () => client.invalidateQueries({ queryKey: recordKeys.contacts(leadId) });
  const saved: FactEdit = {
    ...edit,
    save: async (...args) => {
      const outcome = await edit.save(...args);
      if (outcome === 'saved') await reload();
      return outcome;
    },
  };
  const remove = useAction({
    mutationFn: () => deleteRows('contacts', [row.id]),
    onSuccess: (answer) => {
      notifyUndo(t('contacts.removed', { name: asText(row.cells['name']) ?? t('contacts.noName') }), answer.operation);
      return reload();
    },
  });
  const columns = schema.columns.filter((column) => column.id !== 'lead' && column.id !== 'bad_channels' && column.group !== 'system');
  return (
    <Card
      name={asText(row.cells['name'])} title={asText(row.cells['title'])} reach={reachOf(row.cells, REACHABLE).live}
      action={
        canEdit && (
          <button type="button" className={styles.remove} disabled={remove.isPending} onClick={() => remove.mutate()}>
            <IconTrash size={14} stroke={1.75} /> {t('contacts.remove')}
          </button>
        )
      }
    >
      {columns.map((column) => <Fact key={column.id} table="contacts" record={record} column={column} edit={saved} canEdit={canEdit} onMarked={reload} />)}
      {remove.isError && <p className={styles.error} role="alert">{apiError(remove.error)}</p>}
    </Card>
  );
}

function NewContact({ leadId, onClose }: { leadId: number; onClose: () => void }) {
  const { t } = useTranslation('record');
  const schema = useTable('contacts');
  const { texts, errors, create, submit, type } = useNewRow({
    table: 'contacts', leadId, required: 'name', missing: t('contacts.nameMissing'), words: (name) => t('contacts.added', { name }),
    stale: recordKeys.contacts(leadId), onDone: onClose,
  });
  const columns = ASKED.map((id) => schema.columns.find((column) => column.id === id)).filter((column): column is Column => column !== undefined);
  return (
    <form
      className={styles.form} aria-label={t('contacts.add')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {columns.map((column, index) => (
        <div key={column.id} className={styles.field}>
          <span>{column.label}</span>
          <div>
            <FieldInput
              column={column} text={texts[column.id] ?? ''} autoFocus={index === 0} invalid={errors[column.id] !== undefined}
              onText={(text) => type(column.id, text)} onSubmit={submit} onCancel={onClose}
            />
            {errors[column.id] && <p className={styles.error} role="alert">{errors[column.id]}</p>}
          </div>
        </div>
      ))}
      {create.isError && <p className={styles.error} role="alert">{apiError(create.error)}</p>}
      <div className={styles.formFoot}>
        <button type="submit" className={styles.save} disabled={create.isPending}>{t('contacts.save')}</button>
        <button type="button" onClick={onClose}>{t('cancel')}</button>
      </div>
    </form>
  );
}
