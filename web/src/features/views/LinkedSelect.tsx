import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '@/api/types';
import { useFound, useNames } from './lookup';
import styles from './views.module.css';

const WAIT_MS = 150;

interface Props {
  column: Column;
  label: string;
  ids: number[];
  onChange: (ids: number[]) => void;
  /** The label stands above, as in a form; otherwise it is only spoken. */
  labelled?: boolean;
}

/** People, stages or linked rows, looked up while typing; known ids show by name. */
export function LinkedSelect({ column, label, ids, onChange, labelled }: Props) {
  const { t } = useTranslation('views');
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed, WAIT_MS);
  const names = useNames(column, ids);
  const { data: found = [] } = useFound(column, asked);
  const shown = new Map([...names, ...found.map((entry) => [entry.id, entry.label] as const)]);
  for (const id of ids) if (!shown.has(id)) shown.set(id, `#${id}`);
  return (
    <MultiSelect
      {...(labelled ? { label } : { 'aria-label': label, className: styles['wide'] ?? '' })}
      placeholder={ids.length === 0 ? t('choose') : ''}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has matched already: pinyin and the like must not be filtered away again here.
      filter={({ options }) => options}
      data={[...shown].map(([id, name]) => ({ value: String(id), label: name }))}
      hidePickedOptions
      value={ids.map(String)}
      onChange={(next) => onChange(next.map(Number))}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
