import { IconEye, IconHistory, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { revealCell } from '@/api/tables';
import type { CellValue, Column } from '@/api/types';
import { fieldOf, isEmptyValue, textOf } from '@/fields/registry';
import { BadMark } from '../freshness/BadMark';
import { LookalikeLine } from '@/features/duplicates/LookalikeLine';
import { factsOf, isTelling } from '@/features/duplicates/useLookalikes';
import { FieldInput } from '../input/FieldInput';
import { CellView, cellWords, fieldColumn, useFieldSettings } from '../parts';
import type { RecordDetail } from '../types';
import { FieldHistory } from './FieldHistory';
import type { FactEdit } from './useFactEdit';
import { useAction } from '../useAction';
import styles from './facts.module.css';

/** Tables whose numbers and addresses carry marks of the dead. */
const MARKED: ReadonlySet<string> = new Set(['leads', 'contacts']);

interface Props {
  table: string;
  record: RecordDetail;
  column: Column;
  edit: FactEdit;
  canEdit: boolean;
  /** The name of the record is drawn large and without a label. */
  heading?: boolean;
  /** Loads again what shows a number that was marked as dead or as working. */
  onMarked?: () => Promise<unknown>;
}

function useReveal(table: string, id: number, column: string) {
  return useAction({ mutationFn: () => revealCell(table, id, column) });
}

/** One field: read, reveal, edit in place, and its own history. */
export function Fact({ table, record, column, edit, canEdit, heading = false, onMarked }: Props) {
  const { t } = useTranslation('record');
  const [editing, setEditing] = useState(false);
  const [history, setHistory] = useState(false);
  const reveal = useReveal(table, record.id, column.id);
  const sent = record.cells[column.id] ?? null;
  const hidden = record.masked.includes(column.id) || (column.kind === 'encrypted' && sent !== null);
  const value = hidden && reveal.data ? reveal.data.value : sent;
  const writable = canEdit && column.writable !== 'never' && column.right === 'edit';
  const open = editing || edit.states[column.id]?.kind === 'refused';
  const content = open ? (
    <FactEditor lead={table === 'leads' ? record.id : undefined} column={column} value={hidden && !reveal.data ? null : value} position={record.position} edit={edit} onClose={() => setEditing(false)} />
  ) : (
    <FactValue
      column={column} value={value} masked={hidden && !reveal.data} writable={writable} heading={heading} saving={edit.states[column.id]?.kind === 'saving'}
      onEdit={() => setEditing(true)} reveal={reveal}
    />
  );
  if (heading) return content;
  return (
    <div className={styles.fact} data-column={column.id}>
      <dt>
        {column.label}
        <button type="button" className={styles.clock} aria-label={t('fact.history', { label: column.label })} aria-expanded={history} onClick={() => setHistory(!history)}>
          <IconHistory size={13} stroke={1.75} />
        </button>
      </dt>
      <dd>
        {content}
        {MARKED.has(table) && <BadMark table={table} record={record} column={column} canEdit={canEdit} onDone={onMarked} />}
        <Conflict column={column} edit={edit} />
        {history && <FieldHistory table={table} id={record.id} column={column} onClose={() => setHistory(false)} />}
      </dd>
    </div>
  );
}

interface ValueProps {
  column: Column;
  value: CellValue;
  masked: boolean;
  writable: boolean;
  heading: boolean;
  saving: boolean;
  onEdit: () => void;
  reveal: ReturnType<typeof useReveal>;
}

function FactValue({ column, value, masked, writable, heading, saving, onEdit, reveal }: ValueProps) {
  const { t } = useTranslation('record');
  const settings = useFieldSettings();
  const field = fieldColumn(column);
  const shown = <CellView column={field} value={value} settings={settings} />;
  const words = masked ? t('fact.masked') : cellWords(field, value, settings);
  return (
    <div className={styles.value} data-saving={saving} data-heading={heading}>
      {writable ? (
        <button type="button" className={styles.edit} aria-label={t('fact.edit', { label: column.label, value: words || t('fact.none') })} onClick={onEdit}>
          {isEmptyValue(value) ? <span className={styles.none}>{t('fact.fill')}</span> : shown}
        </button>
      ) : (
        <span className={styles.read} title={column.writable === 'never' ? t('fact.computed') : t('fact.readOnly')}>
          {isEmptyValue(value) ? <span className={styles.none}>—</span> : shown}
          {column.right === 'read' && column.writable !== 'never' && <IconLock size={13} className={styles.lock} aria-label={t('fact.readOnly')} />}
        </span>
      )}
      {masked && !isEmptyValue(value) && (
        <button type="button" className={styles.reveal} disabled={reveal.isPending} onClick={() => reveal.mutate()}>
          <IconEye size={14} stroke={1.75} aria-hidden /> {t('fact.reveal')}
        </button>
      )}
      {reveal.isError && <p className={styles.error} role="alert">{apiError(reveal.error)}</p>}
    </div>
  );
}

interface EditorProps {
  /** The lead being edited: what tells who it is may be somebody's already. */
  lead: number | undefined;
  column: Column;
  value: CellValue;
  /** Ledger position of `value`. */
  position: number;
  edit: FactEdit;
  onClose: () => void;
}

function FactEditor({ lead, column, value, position, edit, onClose }: EditorProps) {
  const { t } = useTranslation('record');
  const settings = useFieldSettings();
  const state = edit.states[column.id];
  const [text, setText] = useState(() => (state?.kind === 'refused' ? state.text : textOf(value, fieldColumn(column), settings)));
  // A colleague's change that arrives while this is open must count as a conflict, so the base is where editing began.
  const [start] = useState({ base: position, text: textOf(value, fieldColumn(column), settings) });
  const give = () => {
    edit.forget(column.id);
    onClose();
  };
  const save = async (typed: string, exact?: Parameters<FactEdit['save']>[2]) => {
    if (exact === undefined && typed === start.text) return give();
    if ((await edit.save(column.id, typed, exact, { base: start.base })) !== 'refused') onClose();
  };
  if (fieldOf(column.kind).editor === 'toggle') {
    return (
      <label className={styles.toggle}>
        <input
          type="checkbox" checked={value === true} aria-label={column.label}
          onChange={(event) => void save(String(event.target.checked), event.target.checked)}
        />
        {t(value === true ? 'fact.yes' : 'fact.no')}
      </label>
    );
  }
  return (
    <div
      className={styles.editor}
      onBlur={(event) => {
        // Leaving the field saves it, as in a spreadsheet; moving inside it (calendar, buttons) does not.
        if (!event.currentTarget.contains(event.relatedTarget) && state?.kind !== 'refused') void save(text);
      }}
    >
      <FieldInput column={column} text={text} autoFocus invalid={state?.kind === 'refused'} onText={setText} onSubmit={(typed, exact) => void save(typed, exact)} onCancel={give} />
      {lead !== undefined && isTelling(column.id) && <LookalikeLine facts={text === start.text ? undefined : factsOf({ [column.id]: text })} exclude={lead} />}
      {state?.kind === 'refused' && (
        <p className={styles.error} role="alert">
          {state.reason}
          <button type="button" className={styles.reveal} onClick={() => void save(text)}>{t('fact.again')}</button>
          <button type="button" className={styles.reveal} onClick={give}>{t('fact.giveUp')}</button>
        </p>
      )}
    </div>
  );
}

/** Somebody changed the same field meanwhile: both values, and the choice. */
function Conflict({ column, edit }: { column: Column; edit: FactEdit }) {
  const { t } = useTranslation('record');
  const settings = useFieldSettings();
  const state = edit.states[column.id];
  if (state?.kind !== 'conflict') return null;
  return (
    <div className={styles.conflict} role="alert">
      <p>{t('fact.conflict', { by: state.by, theirs: cellWords(fieldColumn(column), state.theirs, settings) || t('fact.none'), mine: state.text || t('fact.none') })}</p>
      <button type="button" onClick={() => void edit.save(column.id, state.text, state.value, { force: true })}>{t('fact.mine')}</button>
      <button type="button" onClick={() => edit.forget(column.id)}>{t('fact.theirs')}</button>
    </div>
  );
}
