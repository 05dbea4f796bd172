import { ActionIcon, Checkbox, Menu, TextInput } from '@mantine/core';
import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { moved, type Asked, type Parts } from './forms';
import settings from '../settings.module.css';
import styles from './forms.module.css';

interface Props {
  fields: readonly Asked[];
  parts: Parts;
  disabled: boolean;
  onChange: (fields: Asked[]) => void;
}

/** What the form asks for, in order: words beside the field, required or not, moved by keys, taken away, added. */
export function FieldRows({ fields, parts, disabled, onChange }: Props) {
  const { t } = useTranslation('forms');
  const left = parts.columns.filter(({ column }) => !fields.some((field) => field.column === column));
  const labelOf = (column: string) => parts.columns.find((one) => one.column === column)?.label ?? column;
  const change = (index: number, part: Partial<Asked>) => onChange(fields.map((field, at) => (at === index ? { ...field, ...part } : field)));
  return (
    <section className={settings.card} aria-label={t('fields')}>
      <header className={settings.cardHead}>{t('fields')}</header>
      <ul className={styles.rows}>
        {fields.map((field, index) => (
          <li key={field.column} className={styles.row}>
            <span className={styles.column} title={labelOf(field.column)}>{labelOf(field.column)}</span>
            <TextInput size="sm" aria-label={t('label_of', { column: labelOf(field.column) })} value={field.label} disabled={disabled} maxLength={60} onChange={(event) => change(index, { label: event.currentTarget.value })} />
            <TextInput size="sm" aria-label={t('hint_of', { column: labelOf(field.column) })} placeholder={t('hint')} value={field.hint} disabled={disabled} maxLength={120} onChange={(event) => change(index, { hint: event.currentTarget.value })} />
            <Checkbox size="sm" label={t('required')} checked={field.required} disabled={disabled} onChange={(event) => change(index, { required: event.currentTarget.checked })} />
            <span className={styles.tools}>
              <ActionIcon variant="subtle" color="gray" aria-label={t('up', { column: field.label })} disabled={disabled || index === 0} onClick={() => onChange(moved(fields, index, -1))}><IconArrowUp size={16} /></ActionIcon>
              <ActionIcon variant="subtle" color="gray" aria-label={t('down', { column: field.label })} disabled={disabled || index === fields.length - 1} onClick={() => onChange(moved(fields, index, 1))}><IconArrowDown size={16} /></ActionIcon>
              <ActionIcon variant="subtle" color="gray" aria-label={t('remove', { column: field.label })} disabled={disabled} onClick={() => onChange(fields.filter((_, at) => at !== index))}><IconTrash size={16} /></ActionIcon>
            </span>
          </li>
        ))}
      </ul>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button size="xs" variant="default" className={styles.add ?? ''} leftSection={<IconPlus size={16} />} disabled={disabled || left.length === 0}>{t('add_field')}</Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
          {left.map(({ column, label }) => (
            <Menu.Item key={column} onClick={() => onChange([...fields, { column, label, required: false, hint: '' }])}>{label}</Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </section>
  );
}
