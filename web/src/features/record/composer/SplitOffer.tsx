import { IconListDetails } from '@tabler/icons-react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Option } from '@/api/types';
import { formatDate } from '@/kit/format/dates';
import type { ComposerState } from './useComposer';
import styles from './composer.module.css';

/** A pasted text that tells of several contacts: offered as that many dated follow-ups instead of one. */
export function SplitOffer({ composer, methods }: { composer: ComposerState; methods: readonly Option[] }) {
  const { t } = useTranslation('cells');
  const entries = composer.read?.text === composer.draft.text ? composer.read.reading.entries : [];
  if (entries.length < 2) return null;
  return (
    <section className={styles.split} aria-label={t('split.title', { count: entries.length })}>
      <div className={styles.splitHead}>
        <IconListDetails size={16} stroke={1.75} />
        <b>{t('split.title', { count: entries.length })}</b>
        <button type="button" className={styles.splitButton} disabled={composer.saving} onClick={composer.split}>
          {t('split.save', { count: entries.length })}
        </button>
      </div>
      <ol className={styles.splitList}>
        {entries.map((entry, index) => (
          <li key={index}>
            <b>{entry.day ? formatDate(entry.day, i18next.language) : t('no_day')}</b>
            {' '}{methods.find((method) => method.key === entry.method)?.label ?? ''}
            <span>{entry.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
