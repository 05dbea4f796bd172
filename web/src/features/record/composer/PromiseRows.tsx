import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '@/kit/format/dates';
import type { OwnPromise } from './draft';
import type { ComposerState } from './useComposer';
import styles from './composer.module.css';

/** Promises: those read from the text, each rejectable, and the person's own with side, words and date. */
export function PromiseRows({ composer }: { composer: ComposerState }) {
  const { t } = useTranslation('record');
  const read = composer.promises.filter((promise) => promise.read);
  const own = composer.draft.promises;
  if (read.length + own.length === 0) return null;
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('composer.promises')}</span>
      <div>
        {read.map((promise) => (
          <ReadPromise
            key={promise.text} promise={promise}
            onReject={() => composer.change({ rejected: [...composer.draft.rejected, promise.text] })}
          />
        ))}
        {own.map((promise, index) => (
          <OwnPromiseRow
            key={index} promise={promise}
            onChange={(next) => composer.change({ promises: own.map((one, at) => (at === index ? next : one)) })}
            onRemove={() => composer.change({ promises: own.filter((_, at) => at !== index) })}
          />
        ))}
        {composer.error?.part === 'promises' && <p className={styles.error} role="alert">{composer.error.words}</p>}
      </div>
    </div>
  );
}

function ReadPromise({ promise, onReject }: { promise: OwnPromise; onReject: () => void }) {
  const { t, i18n } = useTranslation(['record', 'tasks']);
  return (
    <div className={styles.promise}>
      <span className={styles.side} data-side={promise.side}>{t(`side.${promise.side}`)}</span>
      <span className={styles.promiseText}>{promise.text}</span>
      {promise.due && <span className={styles.quiet}>{t('tasks:before', { date: formatDate(promise.due, i18n.language) })}</span>}
      <button type="button" className={styles.x} aria-label={t('composer.promiseReject', { text: promise.text })} onClick={onReject}>
        <IconX size={14} />
      </button>
    </div>
  );
}

function OwnPromiseRow(props: { promise: OwnPromise; onChange: (promise: OwnPromise) => void; onRemove: () => void }) {
  const { t } = useTranslation('record');
  const { promise, onChange } = props;
  return (
    <div className={styles.promise}>
      <button
        type="button" className={styles.side} data-side={promise.side} title={t('composer.promiseSide')}
        onClick={() => onChange({ ...promise, side: promise.side === 'ours' ? 'theirs' : 'ours' })}
      >
        {t(`side.${promise.side}`)}
      </button>
      <input
        className={styles.input} value={promise.text} autoFocus={promise.text === ''}
        aria-label={t('composer.promiseText')} placeholder={t('composer.promisePlaceholder')}
        onChange={(event) => onChange({ ...promise, text: event.target.value })}
      />
      <input
        type="date" className={`${styles.input} ${styles.date}`} value={promise.due ?? ''} aria-label={t('composer.promiseDue')}
        onChange={(event) => onChange({ ...promise, due: event.target.value || null })}
      />
      <button type="button" className={styles.x} aria-label={t('composer.promiseRemove')} onClick={props.onRemove}>
        <IconX size={14} />
      </button>
    </div>
  );
}
