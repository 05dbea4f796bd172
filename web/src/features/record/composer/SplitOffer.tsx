import { IconListDetails } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { countEntries, withRejected } from '@/features/pasted/reading';
import { ReadingView } from '@/features/pasted/ReadingView';
import { isComposing } from '../input/keys';
import type { ComposerState } from './useComposer';
import styles from './composer.module.css';

/** A pasted text that tells of several contacts: offered as that many dated follow-ups instead of one. */
export function SplitOffer({ composer }: { composer: ComposerState }) {
  const { t } = useTranslation('cells');
  const { draft, read, saving } = composer;
  const [off, setOff] = useState<{ text: string; keys: string[] }>({ text: '', keys: [] });
  const rejected = off.text === draft.text ? off.keys : [];
  const history = read?.text === draft.text ? read.reading.history : null;
  if (!history || history.items.filter((item) => item.kind === 'entry').length < 2) return null;
  const reading = withRejected(history, rejected);
  const count = countEntries(reading);
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.repeat || isComposing(event) || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    event.stopPropagation();
    if (!saving) composer.split(rejected);
  };
  return (
    <section className={styles.split} aria-label={t('split.title', { count: countEntries(history) })} onKeyDown={press}>
      <div className={styles.splitHead}>
        <IconListDetails size={16} stroke={1.75} />
        <b>{t('split.title', { count: countEntries(history) })}</b>
        <button type="button" className={styles.splitButton} disabled={saving} onClick={() => composer.split(rejected)}>
          {t('split.save', { count })}
        </button>
      </div>
      <ReadingView reading={reading} onReject={(keys) => setOff({ text: draft.text, keys })} />
      <p className={styles.splitKeys}>{t('split.keys')}</p>
    </section>
  );
}
