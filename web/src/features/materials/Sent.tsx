import { IconEye, IconEyeOff, IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatDay } from '@/kit/format/dates';
import type { Enclosed } from './data';
import styles from './materials.module.css';

/** Whether it was looked at, in words; where the reader did not agree, that nothing is known. */
export function useViewWords(): (sent: Enclosed) => string {
  const { t, i18n } = useTranslation('materials');
  return (sent) => {
    if (sent.opened_at !== null) {
      const times = sent.reads > 0 ? t('view.read', { opens: Math.max(sent.opens, 1), reads: sent.reads }) : t('view.opened', { opens: Math.max(sent.opens, 1) });
      return t('view.last', { times, at: formatDateTime(sent.last_at, i18n.language) });
    }
    return t(sent.told ? 'view.not_yet' : 'view.unknown');
  };
}

/** What was sent, newest first, each with whether it was looked at. */
export function SentList({ sent }: { sent: readonly Enclosed[] }) {
  const { i18n } = useTranslation();
  const words = useViewWords();
  return (
    <ul className={styles.sent}>
      {sent.map((one) => (
        <li key={one.id}>
          <time dateTime={one.at}>{formatDay(one.at, i18n.language)}</time>
          <span>{one.name}</span>
          <ViewMark sent={one} words={words(one)} />
        </li>
      ))}
    </ul>
  );
}

/** The same on an entry of the timeline. */
export function EnclosedList({ sent }: { sent: readonly Enclosed[] }) {
  const words = useViewWords();
  return (
    <ul className={styles.enclosed}>
      {sent.map((one) => (
        <li key={one.id}>
          <IconPaperclip size={14} stroke={1.75} aria-hidden />
          <b>{one.name}</b>
          <ViewMark sent={one} words={words(one)} />
        </li>
      ))}
    </ul>
  );
}

function ViewMark({ sent, words }: { sent: Enclosed; words: string }) {
  const Icon = sent.opened_at === null ? IconEyeOff : IconEye;
  return <small data-seen={sent.opened_at !== null}><Icon size={14} stroke={1.75} aria-hidden /> {words}</small>;
}
