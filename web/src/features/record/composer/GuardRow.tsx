import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComposerState } from './useComposer';
import styles from './composer.module.css';

/** Says that the customer is contacted too often, and asks why before it is saved. */
export function GuardRow({ composer }: { composer: ComposerState }) {
  const { t } = useTranslation('record');
  const input = useRef<HTMLInputElement>(null);
  const refused = composer.error?.part === 'guard';
  const words = refused ? composer.error?.words : composer.guard;
  useEffect(() => {
    if (refused) input.current?.focus();
  }, [refused]);
  if (!words) return null;
  return (
    <div className={styles.guard} role={refused ? 'alert' : undefined}>
      <p><IconAlertTriangle size={16} stroke={1.75} aria-hidden /> {words}</p>
      <input
        ref={input} className={styles.input} value={composer.draft.guardReason} aria-label={t('composer.guardReason')}
        placeholder={t('composer.guardHint')} aria-invalid={refused} onChange={(event) => composer.change({ guardReason: event.target.value })}
      />
    </div>
  );
}

/** What the outcome leads to when this is saved; one key, or a click, switches it off. */
export function ConsequenceRow({ composer }: { composer: ComposerState }) {
  const { t } = useTranslation('record');
  if (!composer.consequence) return null;
  const off = composer.draft.consequenceOff;
  return (
    <div className={styles.row}>
      <span />
      <div className={styles.line} data-consequence data-off={off}>
        <span className={styles.consequence}>{composer.consequence}</span>
        <span className={styles.end}>
          <button type="button" className={styles.link} aria-pressed={off} onClick={() => composer.change({ consequenceOff: !off })}>
            {t(off ? 'composer.consequenceOn' : 'composer.consequenceOff')} <kbd>Alt X</kbd>
          </button>
        </span>
      </div>
    </div>
  );
}
