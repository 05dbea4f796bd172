import { ActionIcon, Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableSchema, ViewColumn } from '@/api/types';
import { allColumns } from '../table/viewState';
import styles from './views.module.css';

interface Props {
  schema: TableSchema;
  layout: ViewColumn[];
  onChange: (layout: ViewColumn[]) => void;
  onReset: () => void;
}

/** Which columns are shown and in what order. The title column always stays. */
export function ColumnsMenu({ schema, layout, onChange, onReset }: Props) {
  const { t } = useTranslation('views');
  const [typed, setTyped] = useState('');
  const all = allColumns(schema, layout);
  const shown = all.filter((entry) => entry.shown).length;

  function toggle(id: string): void {
    const place = layout.find((candidate) => candidate.id === id);
    if (place && !place.hidden) return onChange(layout.map((other) => (other === place ? { ...other, hidden: true } : other)));
    const width = schema.columns.find((column) => column.id === id)?.width;
    const visible = { ...(place ?? { id, ...(width !== undefined && { width }) }), hidden: false };
    onChange(place ? layout.map((other) => (other === place ? visible : other)) : [...layout, visible]);
  }

  function move(id: string, step: 1 | -1): void {
    const from = layout.findIndex((place) => place.id === id);
    const place = layout[from];
    if (!place || from + step < 0 || from + step >= layout.length) return;
    const rest = layout.filter((other) => other !== place);
    onChange([...rest.slice(0, from + step), place, ...rest.slice(from + step)]);
  }

  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <button type="button" className={styles['tool']}>
          <IconColumns3 size={16} stroke={1.75} aria-hidden />
          <span>{t('columns', { shown, all: all.length })}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles['columns'] ?? ''}>
        <TextInput placeholder={t('find_column')} aria-label={t('find_column')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <ul>
          {all
            .filter(({ column }) => column.label.toLowerCase().includes(typed.trim().toLowerCase()))
            .map(({ column, shown: on, place }) => (
              <li key={column.id}>
                <Checkbox
                  size="xs" label={place.label ?? column.label} checked={on} disabled={column.id === schema.title_column}
                  onChange={() => toggle(column.id)}
                />
                {on && typed === '' && (
                  <span>
                    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('up', { column: column.label })} onClick={() => move(column.id, -1)}>
                      <IconArrowUp size={13} />
                    </ActionIcon>
                    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('down', { column: column.label })} onClick={() => move(column.id, 1)}>
                      <IconArrowDown size={13} />
                    </ActionIcon>
                  </span>
                )}
              </li>
            ))}
        </ul>
        <Button variant="subtle" size="compact-sm" color="gray" onClick={onReset}>
          {t('reset_columns')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
