import { IconCheck, IconClockPause } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatDay, formatTime } from '@/kit/format/dates';
import { formatMoney } from '@/kit/format/money';
import { ForWhom, GradeMark, ReasonLine } from './parts';
import type { Entry, Sleeping, TodayList } from './types';
import styles from './today.module.css';

/** When the next contact stands: its day, with the time where one was agreed. */
export function nextWords(entry: Entry, language: string): string {
  if (!entry.next_at) return '';
  return entry.next_has_time ? formatDateTime(entry.next_at, language) : formatDay(entry.next_at, language);
}

interface Props {
  entries: readonly Entry[];
  open: number | undefined;
  onOpen: (place: number) => void;
}

/** The ranked customers: name and grade, why, when. */
export function EntryList({ entries, open, onOpen }: Props) {
  const { t } = useTranslation('today');
  return (
    <ol className={styles.entries} aria-label={t('list')}>
      {entries.map((entry, place) => (
        <Line key={entry.id} entry={entry} place={place} on={entry.id === open} onOpen={onOpen} />
      ))}
    </ol>
  );
}

function Line({ entry, place, on, onOpen }: { entry: Entry; place: number; on: boolean; onOpen: (place: number) => void }) {
  const { i18n } = useTranslation('today');
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (on) element.current?.scrollIntoView({ block: 'nearest' });
  }, [on]);
  return (
    <li ref={element} className={styles.entry} data-on={on}>
      <button type="button" tabIndex={-1} data-entry aria-current={on} onClick={() => onOpen(place)}>
        <span className={styles.rank}>{place + 1}</span>
        <span className={styles.head}>
          <b>{entry.title}</b>
          <ForWhom name={entry.stands_for} />
          <GradeMark grade={entry.grade} />
          <small>{entry.contact}</small>
        </span>
        <span className={styles.amount}>{entry.amount === null ? '' : formatMoney(entry.amount, i18n.language)}</span>
        <ReasonLine reason={entry.reasons[0]} />
        <span className={styles.when}>{nextWords(entry, i18n.language)}</span>
      </button>
    </li>
  );
}

/** What was done today, and what sleeps. */
export function Finished({ today, onWake }: { today: TodayList; onWake?: (lead: Sleeping) => void }) {
  const { t, i18n } = useTranslation('today');
  return (
    <div className={styles.finished}>
      {today.done.length > 0 && (
        <section aria-label={t('done', { count: today.done_count })}>
          <h3>{t('done', { count: today.done_count })}</h3>
          <ul>
            {today.done.map((one) => (
              <li key={one.id}>
                <IconCheck size={14} stroke={2} aria-hidden />
                <span>{one.title}</span>
                <small>{formatTime(one.at)}{one.summary && t('comma')}{one.summary}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {today.snoozed.length > 0 && (
        <section aria-label={t('sleeping', { count: today.snoozed.length })}>
          <h3>{t('sleeping', { count: today.snoozed.length })}</h3>
          <ul>
            {today.snoozed.map((one) => (
              <li key={one.id} data-asleep>
                <IconClockPause size={14} stroke={1.75} aria-hidden />
                <span>{one.title}</span>
                <small>{formatDateTime(one.until, i18n.language)}</small>
                {onWake && <button type="button" onClick={() => onWake(one)}>{t('wake')}</button>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
