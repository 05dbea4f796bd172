import { useId, useState, type KeyboardEvent } from 'react';
import type { Column } from '@/api/types';
import type { ChoiceOption } from '@/fields/types';
import { isComposing } from './keys';
import { useFieldOptions } from './useFieldOptions';
import styles from './input.module.css';

interface Props {
  column: Column;
  text: string;
  autoFocus: boolean;
  label: string;
  invalid: boolean;
  onText: (text: string) => void;
  onPick: (option: ChoiceOption) => void;
  onCancel?: (() => void) | undefined;
}

/** Text that filters a list under it; the text keeps the focus, arrows move in the list, Enter picks. */
export function ListInput(props: Props) {
  const list = useId();
  // Until something is typed, the whole list is offered, not only what equals the present value.
  const [touched, setTouched] = useState(false);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(props.autoFocus);
  const options = useFieldOptions(props.column, touched ? props.text : '');
  const marked = options[Math.min(at, options.length - 1)];

  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setAt(Math.max(0, Math.min(options.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && open && marked) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      props.onPick(marked);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      props.onCancel?.();
    }
  };

  return (
    <div className={styles.list}>
      <input
        className={styles.input} role="combobox" aria-expanded={open} aria-controls={list} aria-autocomplete="list"
        aria-activedescendant={open && marked ? `${list}-${marked.key}` : undefined}
        aria-label={props.label} aria-invalid={props.invalid} autoFocus={props.autoFocus} value={props.text}
        onFocus={(event) => {
          setOpen(true);
          event.target.select();
        }}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setTouched(true);
          setAt(0);
          setOpen(true);
          props.onText(event.target.value);
        }}
        onKeyDown={press}
      />
      {open && options.length > 0 && (
        <ul id={list} role="listbox" className={styles.options} aria-label={props.label}>
          {options.map((option) => (
            <li
              key={option.key} id={`${list}-${option.key}`} role="option" aria-selected={option === marked}
              onMouseDown={(event) => {
                event.preventDefault();
                setOpen(false);
                props.onPick(option);
              }}
            >
              {option.label}
              {option.note && <span>{option.note}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
