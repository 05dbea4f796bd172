import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconChevronLeft, IconExternalLink } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { mayDo, useSession } from '@/api/session';
import { useTable } from '@/api/tables';
import type { BulkAnswer, Column } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { isEmptyValue } from '@/fields/registry';
import { useLiveRecord, useRecord } from '@/features/record/data';
import { Fact } from '@/features/record/facts/Fact';
import { useFactEdit } from '@/features/record/facts/useFactEdit';
import { Quality } from '@/features/record/quality/Quality';
import type { RecordDetail } from '@/features/record/types';
import { asPerson, asText } from '@/features/record/words';
import { useAction } from '@/features/record/useAction';
import { useCommands } from '@/kit/commands/commands';
import { Kbd } from '@/kit/parts/Kbd';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { NoteField } from './NoteField';
import { columnsOfDoubts, useWanted } from './queue';
import styles from './review.module.css';

interface Props {
  id: number;
  /** It was returned before and waits for its owner. */
  returned: boolean;
  onBack: (() => void) | undefined;
  onDone: () => void;
}

/** One record of the queue: what is wrong, what is missing, each fixed in place, and the verdict. */
export function Case(props: Props) {
  const { t } = useTranslation('review');
  const record = useRecord('leads', props.id);
  useLiveRecord('leads', props.id);
  if (record.isPending) return <div className={styles.case}><LoadingBars rows={8} /></div>;
  if (record.isError) return <div className={styles.case}><PlaceState kind="error" words={apiError(record.error) || t('gone')} /></div>;
  return <Open {...props} record={record.data} />;
}

function Open({ record, returned, onBack, onDone }: Props & { record: RecordDetail }) {
  const { t } = useTranslation('review');
  const schema = useTable('leads');
  const edit = useFactEdit('leads', record);
  const canEdit = record.actions.includes('edit');
  const owner = asPerson(record.cells['owner']);
  const title = asText(record.cells['company']) ?? asText(record.cells['contact']) ?? t('no_name');
  const { doubtful, missing } = useShown(schema.columns, record);
  const completeness = record.cells['completeness'];
  const facts = (columns: readonly Column[], heading: string) =>
    columns.length > 0 && (
      <section className={styles.facts}>
        <h3>{heading}</h3>
        <dl>
          {columns.map((column) => <Fact key={column.id} table="leads" record={record} column={column} edit={edit} canEdit={canEdit} />)}
        </dl>
      </section>
    );
  return (
    <article className={styles.case} aria-label={title}>
      <header>
        {onBack && <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconChevronLeft size={16} />} onClick={onBack}>{t('back')}</Button>}
        <h2>{title}</h2>
        <span className={styles.meta}>
          {asText(record.cells['number'])} · {owner?.label ?? t('no_owner')}
          {typeof completeness === 'number' && ` · ${t('complete', { percent: completeness })}`}
        </span>
        <Link to="/leads" search={{ record: record.id }} className={styles.whole}><IconExternalLink size={14} stroke={1.75} aria-hidden /> {t('whole')}</Link>
      </header>
      <div className={styles.body}>
        <Quality schema={schema} record={record} edit={edit} canEdit={canEdit} />
        {facts(doubtful, t('doubtful'))}
        {facts(missing, t('missing'))}
      </div>
      <Verdict id={record.id} title={title} owner={owner?.label} returned={returned} onDone={onDone} />
    </article>
  );
}

/** Columns to show: those the doubts are about, and those that are still empty, heaviest first. */
function useShown(columns: readonly Column[], record: RecordDetail): { doubtful: Column[]; missing: Column[] } {
  const wanted = useWanted().data ?? [];
  // What was missing when the record was opened stays while it is being filled in.
  const [empty] = useState(() => new Set(columns.filter(({ id }) => isEmptyValue(record.cells[id] ?? null)).map(({ id }) => id)));
  const flags = record.cells['flags'];
  const [first] = useState(() => columnsOfDoubts(Array.isArray(flags) ? flags : []));
  const find = (ids: readonly string[]) => ids.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const doubtful = find(first);
  const lacking = wanted.filter((want) => want.columns.every((id) => empty.has(id))).flatMap((want) => want.columns);
  return { doubtful, missing: find([...new Set(lacking)]).filter((column) => !doubtful.includes(column)) };
}

interface VerdictProps {
  id: number;
  title: string;
  owner: string | undefined;
  returned: boolean;
  onDone: () => void;
}

/** 通过 (A) or 退回 (R): a return says why, and the owner reads it. */
function Verdict({ id, title, owner, returned, onDone }: VerdictProps) {
  const { t } = useTranslation('review');
  const session = useSession();
  const client = useQueryClient();
  const [note, setNote] = useState<string>();
  const [error, setError] = useState<string>();
  const decide = useAction({
    mutationFn: (body: { verdict: 'checked' | 'returned'; note?: string }) => api.post<BulkAnswer>('/review', { ids: [id], ...body }),
    onSuccess: (answer, { verdict }) => {
      const [refused] = answer.refused;
      if (refused) return setError(refused.message);
      notifyUndo(t(`done.${verdict}`, { title, owner: owner ?? t('no_owner') }), answer.operation);
      onDone();
      return client.invalidateQueries({ queryKey: keys.rows('leads') });
    },
    onError: (thrown) => setError(apiError(thrown)),
  });
  const may = mayDo(session, 'reviews', 'create');
  const commands = useMemo(
    () => (may
      ? [
          { id: 'review.accept', label: t('accept'), section: t('title'), hotkey: 'a', run: () => decide.mutate({ verdict: 'checked' }) },
          { id: 'review.return', label: t('return'), section: t('title'), hotkey: 'r', run: () => setNote((before) => before ?? '') },
        ]
      : []),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the mutation is one object per record
    [t, may, id],
  );
  useCommands(commands);
  if (!may) return <footer className={styles.verdict}><p className={styles.quiet}>{t('no_right')}</p></footer>;
  const send = () => {
    if (note?.trim()) decide.mutate({ verdict: 'returned', note: note.trim() });
    else setError(t('note_missing'));
  };
  return (
    <footer className={styles.verdict}>
      {error && <p role="alert" className={styles.error}>{error}</p>}
      {note !== undefined && (
        <NoteField
          data-autofocus label={t('note', { owner: owner ?? t('no_owner') })} placeholder={t('note_hint')} value={note}
          onType={setNote} onSend={send} onLeave={() => { setNote(undefined); setError(undefined); }}
        />
      )}
      <div className={styles.buttons}>
        <span className={styles.keys}><Kbd>J</Kbd><Kbd>K</Kbd> {t('walk')}</span>
        {note === undefined ? (
          !returned && <Button size="sm" variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={() => setNote('')}>{t('return')} <Kbd>R</Kbd></Button>
        ) : (
          <>
            <Button size="sm" variant="default" onClick={() => setNote(undefined)}>{t('cancel')}</Button>
            <Button size="sm" loading={decide.isPending} onClick={send}>{t('return_to', { owner: owner ?? t('no_owner') })}</Button>
          </>
        )}
        {note === undefined && (
          <Button size="sm" leftSection={<IconCheck size={16} />} loading={decide.isPending} onClick={() => decide.mutate({ verdict: 'checked' })}>{t('accept')} <Kbd>A</Kbd></Button>
        )}
      </div>
    </footer>
  );
}
