import { IconArrowRight, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Option } from '@/api/types';
import { Grade } from '../parts';
import type { ComposerState } from './useComposer';
import styles from './composer.module.css';

const SHOWN_AT_FIRST = 4;

/** What came of the contact; the one read from the text is chosen already and can be taken back. */
export function OutcomeRow({ composer, options }: { composer: ComposerState; options: readonly Option[] }) {
  const { t } = useTranslation('record');
  const [all, setAll] = useState(false);
  const chosen = composer.outcome;
  const ordered = all ? options : visibleOutcomes(options, chosen);
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('composer.outcome')}</span>
      <div className={styles.chips}>
        {ordered.map((option) => (
          <button
            key={option.key} type="button" className={styles.chip} aria-pressed={option.key === chosen}
            onClick={() => composer.change({ outcome: option.key === chosen ? null : option.key })}
          >
            {option.key === chosen && <IconCheck size={14} aria-hidden />}
            {option.label}
          </button>
        ))}
        {ordered.length < options.length && (
          <button type="button" className={styles.add} onClick={() => setAll(true)}>
            {t('composer.more')} <IconChevronDown size={14} aria-hidden />
          </button>
        )}
      </div>
    </div>
  );
}

/** The first few, always with the chosen one among them. */
function visibleOutcomes(options: readonly Option[], chosen: string | null): readonly Option[] {
  const first = options.slice(0, SHOWN_AT_FIRST);
  const other = options.find((option) => option.key === chosen);
  return other && !first.includes(other) ? [other, ...first.slice(0, SHOWN_AT_FIRST - 1)] : first;
}

/** Grade now → grade after; proposed with its reason when a buying signal was read. */
export function GradeRow(props: { composer: ComposerState; options: readonly Option[]; current: string | null }) {
  const { t } = useTranslation('record');
  const { composer, options, current } = props;
  const [open, setOpen] = useState(false);
  const proposed = composer.read?.reading.grade ?? null;
  const isProposed = composer.draft.grade === undefined && proposed !== null;
  const why = isProposed ? proposed.why : composer.read?.reading.signals.map((signal) => signal.word).join('、');
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('composer.grade')}</span>
      <div className={styles.line}>
        <Grade grade={current} />
        {composer.grade && <IconArrowRight size={14} aria-hidden />}
        {composer.grade && <Grade grade={composer.grade} />}
        {why && <span className={styles.quiet} title={why}>{isProposed ? why : t('composer.signals', { why })}</span>}
        <span className={styles.end}>
          {composer.grade ? (
            <button type="button" className={styles.link} onClick={() => composer.change({ grade: null })}>{t('composer.gradeKeep')}</button>
          ) : (
            <button type="button" className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>{t('composer.gradeChange')}</button>
          )}
        </span>
      </div>
      {open && !composer.grade && (
        <div className={styles.chips}>
          {options.filter((option) => option.key !== current).map((option) => (
            <button
              key={option.key} type="button" className={styles.chip}
              onClick={() => {
                setOpen(false);
                composer.change({ grade: option.key });
              }}
            >
              {option.label}
            </button>
          ))}
        </div>
      )}
      {composer.error?.part === 'grade' && <p className={styles.error} role="alert">{composer.error.words}</p>}
    </div>
  );
}
