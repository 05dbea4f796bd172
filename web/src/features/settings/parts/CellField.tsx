import { Textarea, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import styles from '../settings.module.css';

interface Props {
  label: string;
  text: string;
  /** Answers the refusal in words, or undefined when it was saved. */
  onSave: (text: string) => Promise<string | undefined>;
  lines?: boolean;
  disabled?: boolean;
  hint?: string | undefined;
  /** What an empty field stands for. */
  placeholder?: string | undefined;
  /** In a table: the column's head is the label, and the frame shows only on hover. */
  plain?: boolean;
}

/** One text cell as a field: saved on Enter or on leaving it, put back by Escape; a refused text stays to be corrected. */
export function CellField({ label, text, onSave, lines = false, disabled = false, hint, placeholder, plain = false }: Props) {
  const [draft, setDraft] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const shown = draft ?? text;

  async function commit(): Promise<void> {
    if (draft === undefined || draft === text) return setDraft(undefined);
    const why = await onSave(draft);
    setRefusal(why);
    if (why === undefined) setDraft(undefined);
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !lines) void commit();
    if (event.key === 'Escape' && draft !== undefined) {
      event.stopPropagation();
      setDraft(undefined);
      setRefusal(undefined);
    }
  }

  const shared = {
    size: 'sm' as const,
    ...(plain ? { 'aria-label': label } : { label }),
    description: hint,
    placeholder,
    inputWrapperOrder: ['label' as const, 'input' as const, 'description' as const, 'error' as const],
    value: shown,
    error: refusal,
    disabled,
    onBlur: () => void commit(),
    onKeyDown: press,
    ...(plain && { classNames: { input: styles.plain ?? '' } }),
  };
  return lines ? (
    <Textarea {...shared} autosize minRows={plain ? 1 : 2} maxRows={8} onChange={(event) => setDraft(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} onChange={(event) => setDraft(event.currentTarget.value)} />
  );
}
