import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EnclosedList } from '@/features/materials/Sent';
import type { TimelineItem } from '../types';
import { Entry } from './Entry';
import styles from './timeline.module.css';

/** Longer texts begin folded. */
const FOLDED = 90;

/** A mail of ours: to whom, what it said, what became of it. */
export function LetterEntry({ item }: { item: TimelineItem }) {
  const { t } = useTranslation('record');
  const [open, setOpen] = useState(false);
  const letter = item.entry;
  if (!letter) return null;
  const long = letter.text.length > FOLDED || letter.text.includes('\n\n');
  return (
    <Entry
      kind="letter" itemKey={item.key} tone="accent" icon={<IconMail size={14} stroke={1.75} />} at={item.at} of={item.of}
      head={<><b>{item.actor?.label ?? t('timeline.system')}</b><span className={styles.grow}>{letter.to ? t('timeline.letterTo', { to: letter.to }) : t('timeline.letter')}</span></>}
    >
      <div className={styles.subject}>{letter.title}</div>
      {item.materials && <EnclosedList sent={item.materials} />}
      <div className={styles.letter} data-folded={long && !open}>{letter.text}</div>
      <div className={styles.tags}>
        <span className={styles.tag} data-tone={letter.tone}>{letter.state_words}</span>
        {letter.why && <span className={styles.small}>{letter.why}</span>}
        {long && (
          <button type="button" className={styles.reply} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'timeline.fold' : 'timeline.unfold')}
          </button>
        )}
      </div>
    </Entry>
  );
}
