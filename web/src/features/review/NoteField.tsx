import { Textarea, type TextareaProps } from '@mantine/core';

interface Props extends Omit<TextareaProps, 'value' | 'onChange' | 'onKeyDown'> {
  value: string;
  onType: (value: string) => void;
  onSend: () => void;
  onLeave: () => void;
}

/** The words of a verdict: Ctrl Enter sends, Escape gives them up; while composing both belong to the input method. */
export function NoteField({ onType, onSend, onLeave, ...rest }: Props) {
  return (
    <Textarea
      {...rest} autoFocus autosize minRows={2} maxRows={6}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend();
        if (event.key === 'Escape') {
          event.stopPropagation();
          onLeave();
        }
      }}
    />
  );
}
