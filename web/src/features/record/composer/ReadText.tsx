import { useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { highlightPieces } from './highlight';
import type { ComposerState } from './useComposer';
import styles from './composer.module.css';

/**
 * The text of the follow-up. What was read out of it is marked where it stands, on a layer under the textarea that
 * holds the same letters, so that the caret, selection and input method stay the browser's own.
 */
export function ReadText({ composer, input, placeholder }: {
  composer: ComposerState;
  input: RefObject<HTMLTextAreaElement | null>;
  placeholder: string;
}) {
  const { t } = useTranslation('record');
  const { draft, change, read, error } = composer;
  const [composing, setComposing] = useState(false);
  const pieces = highlightPieces(draft.text, composing ? null : read, draft.rejected, draft.next.kind === 'auto');
  const wrong = error?.part === 'text' ? error.words : null;
  return (
    <div className={styles.text}>
      <div className={styles.marks} aria-hidden>
        {pieces.map((piece, index) =>
          piece.mark ? <mark key={index} data-mark={piece.mark}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
        )}
        {'\u200b'}
      </div>
      <textarea
        ref={input}
        value={draft.text}
        placeholder={placeholder}
        aria-label={t('composer.text')}
        aria-invalid={wrong !== null}
        onChange={(event) => change({ text: event.target.value })}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={(event: KeyboardEvent<HTMLTextAreaElement>) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) event.currentTarget.blur();
        }}
      />
      {wrong && <p className={styles.error} role="alert">{wrong}</p>}
    </div>
  );
}
