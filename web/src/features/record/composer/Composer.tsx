import { Menu } from '@mantine/core';
import { IconEdit, IconFlag, IconMessage2, IconStairsUp } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useTable } from '@/api/tables';
import type { Column, TableSchema } from '@/api/types';
import { hotkeyWords } from '@/kit/commands/hotkeys';
import { namedRows, useContacts, useOwnStages } from '../data';
import { isComposing } from '../input/keys';
import type { RecordDetail } from '../types';
import { asStage, asText } from '../words';
import { GradeRow, OutcomeRow } from './Choices';
import { ConsequenceRow, GuardRow } from './GuardRow';
import { Methods, WithContact } from './Methods';
import { NextRow } from './NextRow';
import { PromiseRows } from './PromiseRows';
import { ReadText } from './ReadText';
import { SetRows } from './SetRows';
import { SignalRow } from './SignalRow';
import { SplitOffer } from './SplitOffer';
import { StageRow } from './StageRow';
import { useComposer, type ComposerState } from './useComposer';
import styles from './composer.module.css';

interface Props {
  record: RecordDetail;
  schema: TableSchema;
  input: RefObject<HTMLTextAreaElement | null>;
  phone: boolean;
  onSaved: (operation: number) => void;
}

function optionsOf(schema: TableSchema, id: string) {
  return schema.columns.find((column) => column.id === id)?.options ?? [];
}

/** The follow-up form: write one sentence, see what was read out of it, correct, save. */
export function Composer({ record, schema, input, phone, onSaved }: Props) {
  const { t } = useTranslation('record');
  const followups = useTable('followups');
  const methods = optionsOf(followups, 'method');
  const contacts = useContacts(record.id).data;
  const found = [asText(record.cells['contact']), ...(contacts ? namedRows(contacts) : []).map((row) => asText(row.cells['name']))];
  const names = [...new Set(found.filter((name) => name !== null))];
  const defaults = { method: methods[0]?.key ?? 'phone', contact: names[0] ?? null, via: phone ? 'phone' : 'panel' } as const;
  const composer = useComposer(record.id, defaults, onSaved);
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.altKey && event.code === 'KeyX' && composer.consequence) {
      event.preventDefault();
      composer.change({ consequenceOff: !composer.draft.consequenceOff });
      return;
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void composer.save();
  };
  return (
    <section className={styles.composer} aria-label={t('composer.title')} onKeyDown={press}>
      <div className={styles.methods}>
        <Methods options={methods} value={composer.method} onChoose={(method) => composer.change({ method })} />
        <WithContact
          names={names} value={composer.draft.contact}
          onChoose={(contact) => composer.change({ contact })}
        />
      </div>
      <ReadText composer={composer} input={input} placeholder={t('composer.placeholder')} />
      <SplitOffer composer={composer} />
      <Rows composer={composer} record={record} schema={schema} followups={followups} />
    </section>
  );
}

interface RowsProps {
  composer: ComposerState;
  record: RecordDetail;
  schema: TableSchema;
  followups: TableSchema;
}

function Rows({ composer, record, schema, followups }: RowsProps) {
  const [withStage, setWithStage] = useState(composer.draft.stage !== null);
  const [withFeedback, setWithFeedback] = useState(composer.draft.feedback !== '');
  const stages = useOwnStages(record);
  const started = composer.draft.text.trim() !== '' || withStage || withFeedback || composer.draft.promises.length > 0;
  if (!started && Object.keys(composer.draft.set).length === 0) {
    return <Foot composer={composer} schema={schema} onStage={() => setWithStage(true)} onFeedback={() => setWithFeedback(true)} />;
  }
  return (
    <>
      {withFeedback && <FeedbackRow composer={composer} />}
      <NextRow composer={composer} methods={optionsOf(followups, 'next_method')} />
      <OutcomeRow composer={composer} options={optionsOf(followups, 'outcome')} />
      <ConsequenceRow composer={composer} />
      <SignalRow composer={composer} />
      <GradeRow composer={composer} options={optionsOf(schema, 'grade')} current={asText(record.cells['grade'])} />
      {withStage && (
        <StageRow
          composer={composer} stages={stages} current={asStage(record.cells['stage'])?.id ?? null} cells={record.cells}
          columns={schema.columns} onClose={() => setWithStage(false)}
        />
      )}
      <PromiseRows composer={composer} />
      <SetRows composer={composer} columns={schema.columns} />
      <GuardRow composer={composer} />
      <Foot composer={composer} schema={schema} onStage={() => setWithStage(true)} onFeedback={() => setWithFeedback(true)} />
    </>
  );
}

function FeedbackRow({ composer }: { composer: ComposerState }) {
  const { t } = useTranslation('record');
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('composer.feedback')}</span>
      <textarea
        className={styles.area} rows={2} value={composer.draft.feedback} autoFocus={composer.draft.feedback === ''}
        aria-label={t('composer.feedback')} placeholder={t('composer.feedbackPlaceholder')}
        onChange={(event) => composer.change({ feedback: event.target.value })}
      />
    </div>
  );
}

/** Columns that a talk with the customer changes; the ones with their own row in the form are left out. */
function settable(schema: TableSchema): Column[] {
  const own = new Set(['grade', 'stage', 'owner', 'next_at', 'next_method', 'next_expected', 'lost_reason', 'won_amount']);
  return schema.columns.filter((column) => column.writable === 'cell' && column.right === 'edit' && !own.has(column.id));
}

interface FootProps {
  composer: ComposerState;
  schema: TableSchema;
  onStage: () => void;
  onFeedback: () => void;
}

function Foot({ composer, schema, onStage, onFeedback }: FootProps) {
  const { t } = useTranslation('record');
  const { draft, change, error } = composer;
  const general = error?.part === 'form' ? error.words : null;
  return (
    <>
      {general && <p className={styles.error} role="alert">{general}</p>}
      <div className={styles.foot}>
        <button type="button" className={styles.add} onClick={() => change({ promises: [...draft.promises, { side: 'ours', text: '', due: null }] })}>
          <IconFlag size={14} /> {t('composer.addPromise')}
        </button>
        <button type="button" className={styles.add} onClick={onFeedback}><IconMessage2 size={14} /> {t('composer.addFeedback')}</button>
        <button type="button" className={styles.add} onClick={onStage}><IconStairsUp size={14} /> {t('composer.addStage')}</button>
        <Menu shadow="md" position="bottom-start" withinPortal>
          <Menu.Target>
            <button type="button" className={styles.add}><IconEdit size={14} /> {t('composer.addField')}</button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            {settable(schema).filter((column) => !(column.id in draft.set)).map((column) => (
              <Menu.Item key={column.id} onClick={() => change({ set: { ...draft.set, [column.id]: '' } })}>{column.label}</Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <button type="button" className={styles.save} disabled={composer.saving} onClick={() => void composer.save()}>
          {t(composer.saving ? 'composer.saving' : 'composer.save')}
          <kbd>{hotkeyWords('mod+Enter')}</kbd>
        </button>
      </div>
    </>
  );
}
