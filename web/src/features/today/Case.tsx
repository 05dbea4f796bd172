import { Button } from '@mantine/core';
import { IconArrowUpRight, IconClockPause, IconPhone, IconPlayerPause } from '@tabler/icons-react';
import { Suspense, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { mayDo, useSession } from '@/api/session';
import { useTable } from '@/api/tables';
import { Composer } from '@/features/record/composer/Composer';
import { useLiveRecord, useRecord } from '@/features/record/data';
import { formatMoney } from '@/kit/format/money';
import { Kbd } from '@/kit/parts/Kbd';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { Facts, LastContacts } from './Brief';
import { SayNext } from './Outline';
import { SnoozeMenu } from './SnoozeMenu';
import { ForWhom, GradeMark, ReasonLine, telOf } from './parts';
import type { Entry, Span } from './types';
import { useBrief } from './useToday';
import type { Answers } from './useVerbs';
import styles from './today.module.css';

export interface CaseProps {
  entry: Entry;
  input: RefObject<HTMLTextAreaElement | null>;
  onSaved: (operation: number) => void;
  onOpenRecord: () => void;
  answers: Answers;
  /** Absent in a colleague's list: only one's own can be put off. */
  snooze?: { opened: boolean; setOpened: (opened: boolean) => void; choose: (span: Span) => void } | undefined;
}

/** The open customer: why now, what to say, the composer, the last talks. */
export function Case(props: CaseProps) {
  const { entry } = props;
  const { t } = useTranslation('today');
  const session = useSession();
  const brief = useBrief(entry.id);
  useLiveRecord('leads', entry.id);
  return (
    <article className={styles.case} aria-label={entry.title}>
      <CaseHead {...props} />
      {brief.isPending && <LoadingBars rows={8} />}
      {brief.isError && (
        <PlaceState kind={isApiError(brief.error, 'offline') ? 'offline' : 'error'} words={apiError(brief.error)}>
          <Button size="xs" variant="default" onClick={() => void brief.refetch()}>{t('again')}</Button>
        </PlaceState>
      )}
      {brief.data && (
        <div className={styles.body}>
          <div className={styles.work}>
            <SayNext brief={brief.data} title={entry.title} canEdit={mayDo(session, 'outlines', 'edit')} />
            <Writing {...props} phone={false} />
            <LastContacts brief={brief.data} />
          </div>
          <Suspense fallback={<aside className={styles.facts} />}><Facts brief={brief.data} canMark={mayDo(session, 'tasks', 'edit')} /></Suspense>
        </div>
      )}
    </article>
  );
}

function CaseHead({ entry, snooze, answers, onOpenRecord }: CaseProps) {
  const { t, i18n } = useTranslation('today');
  return (
    <header className={styles.caseHead}>
      <div className={styles.title}>
        <h2>{entry.title}</h2>
        <ForWhom name={entry.stands_for} />
        <GradeMark grade={entry.grade} />
        <span>{entry.stage?.label}</span>
        <span className={styles.money}>{entry.amount === null ? '' : formatMoney(entry.amount, i18n.language)}</span>
      </div>
      <div className={styles.reasons}>
        {entry.reasons.filter(({ level }) => level !== 'plain').map((reason) => <ReasonLine key={reason.key} reason={reason} />)}
      </div>
      {answers.accept && (
        <div className={styles.answer}>
          <Button size="xs" onClick={answers.accept} rightSection={<Kbd>Y</Kbd>}>{t('accept')}</Button>
          <Button size="xs" variant="default" onClick={answers.decline} rightSection={<Kbd>N</Kbd>}>{t('decline')}</Button>
        </div>
      )}
      <div className={styles.verbs}>
        {entry.call && (
          <Button component="a" href={telOf(entry.call)} size="xs" variant="default" leftSection={<IconPhone size={16} stroke={1.75} />} rightSection={<Kbd>C</Kbd>}>
            {t('call')}
          </Button>
        )}
        {snooze && (
          <SnoozeMenu opened={snooze.opened} onOpened={snooze.setOpened} onChoose={snooze.choose}>
            <Button size="xs" variant="default" leftSection={<IconClockPause size={16} stroke={1.75} />} rightSection={<Kbd>S</Kbd>}>{t('snooze')}</Button>
          </SnoozeMenu>
        )}
        {answers.pause && (
          <Button size="xs" variant="default" leftSection={<IconPlayerPause size={16} stroke={1.75} />} rightSection={<Kbd>P</Kbd>} onClick={answers.pause}>{t('not_now')}</Button>
        )}
        <Button size="xs" variant="default" leftSection={<IconArrowUpRight size={16} stroke={1.75} />} rightSection={<Kbd>↵</Kbd>} onClick={onOpenRecord}>
          {t('open')}
        </Button>
      </div>
    </header>
  );
}

type WritingProps = Pick<CaseProps, 'entry' | 'input' | 'onSaved'> & { phone: boolean };

/** The form of the record panel, for whoever may log; while it loads, the rest of the page stays. */
export function Writing(props: WritingProps) {
  return <Suspense fallback={<div className={styles.waiting} />}><Form {...props} /></Suspense>;
}

function Form({ entry, input, phone, onSaved }: WritingProps) {
  const { t } = useTranslation('today');
  const session = useSession();
  const schema = useTable('leads');
  const record = useRecord('leads', entry.id);
  if (!mayDo(session, 'followups', 'create')) return <p className={styles.quiet}>{t('no_log')}</p>;
  if (!record.data) return <div className={styles.waiting}>{record.isError && <p role="alert" className={styles.error}>{apiError(record.error)}</p>}</div>;
  return <Composer key={entry.id} record={record.data} schema={schema} input={input} phone={phone} onSaved={onSaved} />;
}
