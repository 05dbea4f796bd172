import { Button } from '@mantine/core';
import { IconBulb, IconClockPause, IconPencil, IconPhone, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/kit/format/money';
import { SnoozeMenu } from './SnoozeMenu';
import { ForWhom, GradeMark, ReasonLine, telOf } from './parts';
import type { Entry, Span } from './types';
import { useBrief } from './useToday';
import type { Answers } from './useVerbs';
import styles from './today.module.css';

interface Props {
  entries: readonly Entry[];
  place: number;
  onOpen: (place: number) => void;
  onOpenRecord: () => void;
  onLog: (() => void) | undefined;
  answers: Answers;
  snooze?: { opened: boolean; setOpened: (opened: boolean) => void; choose: (span: Span) => void } | undefined;
}

/** The list as cards; the open one with its brief and its actions, the next ones with their reason and a call. */
export function PhoneList({ entries, place, onOpen, ...open }: Props) {
  const { t } = useTranslation('today');
  return (
    <ol className={styles.cards} aria-label={t('list')}>
      {entries.map((entry, index) => (
        <li key={entry.id}>{index === place ? <OpenCard entry={entry} {...open} /> : <Card entry={entry} onOpen={() => onOpen(index)} />}</li>
      ))}
    </ol>
  );
}

function factsOf(entry: Entry, language: string): string {
  const who = [entry.contact, entry.position].filter(Boolean).join(' ');
  const amount = entry.amount === null ? '' : formatMoney(entry.amount, language);
  return [who, entry.stage?.label, amount].filter(Boolean).join(language === 'en' ? ', ' : '，');
}

function Card({ entry, onOpen }: { entry: Entry; onOpen: () => void }) {
  const { t, i18n } = useTranslation('today');
  return (
    <div className={styles.card}>
      <button type="button" onClick={onOpen}>
        <span className={styles.cardTitle}><b>{entry.title}</b><ForWhom name={entry.stands_for} /><GradeMark grade={entry.grade} /></span>
        <ReasonLine reason={entry.reasons[0]} />
        <span className={styles.cardFacts}>{factsOf(entry, i18n.language)}</span>
      </button>
      {entry.call && <a href={telOf(entry.call)} aria-label={t('call_person', { name: entry.title })}><IconPhone size={22} stroke={1.75} /></a>}
    </div>
  );
}

function OpenCard({ entry, snooze, answers, onLog, onOpenRecord }: { entry: Entry } & Pick<Props, 'snooze' | 'answers' | 'onLog' | 'onOpenRecord'>) {
  const { t, i18n } = useTranslation('today');
  const brief = useBrief(entry.id).data;
  const expected = brief?.cells['next_expected'];
  const said = [brief?.outline?.text, typeof expected === 'string' ? expected : '', brief?.contacts[0]?.summary].find(Boolean);
  return (
    <article className={styles.openCard} aria-label={entry.title}>
      <button type="button" className={styles.cardTitle} onClick={onOpenRecord}><b>{entry.title}</b><ForWhom name={entry.stands_for} /><GradeMark grade={entry.grade} /></button>
      {entry.reasons.filter(({ level }) => level !== 'plain').slice(0, 2).map((reason) => <ReasonLine key={reason.key} reason={reason} />)}
      <span className={styles.cardFacts}>{factsOf(entry, i18n.language)}</span>
      {said && <p className={styles.saidShort}><IconBulb size={16} stroke={1.75} aria-hidden /><span>{said}</span></p>}
      {answers.accept && answers.decline && (
        <div className={styles.touch}>
          <Button size="md" onClick={answers.accept}>{t('accept')}</Button>
          <Button size="md" variant="default" onClick={answers.decline}>{t('decline')}</Button>
        </div>
      )}
      <div className={styles.touch}>
        {entry.call && (
          <Button component="a" href={telOf(entry.call)} size="md" leftSection={<IconPhone size={20} stroke={1.75} />}>{t('call')}</Button>
        )}
        {onLog && <Button size="md" variant="default" leftSection={<IconPencil size={20} stroke={1.75} />} onClick={onLog}>{t('log')}</Button>}
        {snooze && (
          <SnoozeMenu opened={snooze.opened} onOpened={snooze.setOpened} onChoose={snooze.choose}>
            <Button size="md" variant="default" className={styles.later ?? ''} aria-label={t('snooze')}><IconClockPause size={20} stroke={1.75} /></Button>
          </SnoozeMenu>
        )}
        {answers.pause && (
          <Button size="md" variant="default" className={styles.later ?? ''} aria-label={t('not_now')} onClick={answers.pause}><IconPlayerPause size={20} stroke={1.75} /></Button>
        )}
      </div>
    </article>
  );
}
