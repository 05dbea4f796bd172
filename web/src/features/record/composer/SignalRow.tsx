import { useTranslation } from 'react-i18next';
import type { ComposerState } from './useComposer';
import styles from './composer.module.css';

/** The team's buying signals: those the text speaks of are ticked already; a click takes one away or adds one. */
export function SignalRow({ composer }: { composer: ComposerState }) {
  const { t } = useTranslation('record');
  const { draft, change, signals } = composer;
  const shown = [...new Set([...composer.knownSignals, ...signals])];
  if (shown.length === 0) return null;
  return (
    <div className={styles.row} role="group" aria-label={t('composer.signalRow')}>
      <span className={styles.label}>{t('composer.signalRow')}</span>
      <div className={styles.chips}>
        {shown.map((name) => {
          const on = signals.includes(name);
          return (
            <button key={name} type="button" className={styles.chip} aria-pressed={on} onClick={() => change({ signals: { ...draft.signals, [name]: !on } })}>
              {name}
            </button>
          );
        })}
      </div>
    </div>
  );
}
