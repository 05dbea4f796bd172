import { Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, Json } from '@/api/types';
import { fieldOf } from '@/fields/registry';
import { isComposing } from './keys';
import { ListInput } from './ListInput';
import styles from './input.module.css';

export interface FieldInputProps {
  column: Column;
  text: string;
  invalid?: boolean;
  autoFocus?: boolean;
  onText: (text: string) => void;
  /** Enter (Ctrl+Enter in long text), or a pick from a list: `value` is then exact. */
  onSubmit?: (text: string, value?: Json) => void;
  onCancel?: () => void;
}

/** Text for one cell in the way of its kind. What is typed is sent as typed: the server reads it leniently. */
export function FieldInput(props: FieldInputProps) {
  const { column, text, onText, onSubmit, onCancel, autoFocus = false, invalid = false } = props;
  const editor = fieldOf(column.kind).editor;
  if (editor === 'list') {
    return (
      <ListInput
        column={column} text={text} autoFocus={autoFocus} invalid={invalid} label={column.label} onText={onText} onCancel={onCancel}
        onPick={(option) => {
          onText(option.label);
          const byId = column.kind === 'person' || column.kind === 'link' || column.kind === 'stage';
          onSubmit?.(option.label, byId ? Number(option.key) : option.key);
        }}
      />
    );
  }
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Enter' && (editor !== 'lines' || event.ctrlKey || event.metaKey) && onSubmit) {
      event.preventDefault();
      event.stopPropagation();
      onSubmit(text);
    } else if (event.key === 'Escape' && onCancel) {
      event.stopPropagation();
      onCancel();
    }
  };
  const shared = {
    value: text, autoFocus, className: styles.input, 'aria-label': column.label, 'aria-invalid': invalid, onKeyDown: press,
  };
  if (editor === 'lines') return <textarea rows={2} {...shared} onChange={(event) => onText(event.target.value)} />;
  return (
    <div className={styles.line}>
      <input {...shared} inputMode={column.kind === 'phone' ? 'tel' : 'text'} onChange={(event) => onText(event.target.value)} />
      {(editor === 'date' || editor === 'datetime') && (
        <CalendarButton withTime={editor === 'datetime'} text={text} onPick={onText} />
      )}
    </div>
  );
}

/** Picks a day; a time that was typed stays. */
function CalendarButton({ withTime, text, onPick }: { withTime: boolean; text: string; onPick: (text: string) => void }) {
  const { t } = useTranslation('record');
  const [open, setOpen] = useState(false);
  const time = /\d{1,2}:\d{2}/.exec(text)?.[0];
  const chosen = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null;
  return (
    <Popover shadow="md" opened={open} onChange={setOpen} position="bottom-end" withinPortal>
      <Popover.Target>
        <button type="button" className={styles.calendar} aria-label={t('input.calendar')} onMouseDown={(event) => event.preventDefault()} onClick={() => setOpen(!open)}>
          <IconCalendarEvent size={16} stroke={1.75} />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          value={chosen} firstDayOfWeek={1}
          onChange={(day) => {
            setOpen(false);
            if (day) onPick(withTime && time ? `${day} ${time}` : day);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
