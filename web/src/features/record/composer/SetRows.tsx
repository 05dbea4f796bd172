import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Column } from '@/api/types';
import { FieldInput } from '../input/FieldInput';
import type { ComposerState } from './useComposer';
import styles from './composer.module.css';

/** Changed needs and contact data, written to the record by the same save. */
export function SetRows({ composer, columns }: { composer: ComposerState; columns: readonly Column[] }) {
  const { t } = useTranslation('record');
  const { draft, change, error } = composer;
  return Object.entries(draft.set).map(([id, text]) => {
    const column = columns.find((one) => one.id === id);
    if (!column) return null;
    return (
      <div key={id} className={styles.row}>
        <span className={styles.label}>{column.label}</span>
        <div className={styles.promise}>
          <FieldInput column={column} text={text} autoFocus={text === ''} onText={(next) => change({ set: { ...draft.set, [id]: next } })} />
          <button
            type="button" className={styles.x} aria-label={t('composer.setDrop', { label: column.label })}
            onClick={() => change({ set: Object.fromEntries(Object.entries(draft.set).filter(([key]) => key !== id)) })}
          >
            <IconX size={14} />
          </button>
        </div>
        {error?.part === 'set' && <p className={styles.error} role="alert">{error.words}</p>}
      </div>
    );
  });
}
