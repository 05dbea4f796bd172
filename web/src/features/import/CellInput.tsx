import { useRef, useState } from 'react';
import styles from './import.module.css';

interface Props {
  text: string;
  label: string;
  onCommit: (text: string) => void;
  onCancel: () => void;
}

/** Corrects one cell in place. Enter that chooses an input-method candidate is left to the input method. */
export function CellInput({ text, label, onCommit, onCancel }: Props) {
  const [typed, setTyped] = useState(text);
  // Escape removes the input, which fires blur once more: a cancelled text must not be committed by it.
  const closed = useRef(false);

  function close(action: () => void): void {
    if (closed.current) return;
    closed.current = true;
    action();
  }

  return (
    <input
      className={styles.cellInput} aria-label={label} autoFocus value={typed} onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => close(() => (typed === text ? onCancel() : onCommit(typed)))}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter') close(() => (typed === text ? onCancel() : onCommit(typed)));
        if (event.key === 'Escape') close(onCancel);
      }}
    />
  );
}
