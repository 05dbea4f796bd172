import { Select } from '@mantine/core';
import type { Labelled } from '@/api/types';
import { textCell } from './cells';
import { useSettingRows } from './settingRows';

interface Props {
  table: 'channels' | 'pipelines' | 'units';
  label: string;
  hint?: string;
  /** What an empty field stands for. */
  placeholder?: string;
  value: Labelled | null;
  disabled: boolean;
  onChange: (value: Labelled | null) => void;
}

/** Picks one row of a settings table by its name. */
export function RowSelect({ table, label, hint, placeholder, value, disabled, onChange }: Props) {
  const { data: rows = [] } = useSettingRows(table, { columns: ['name'] });
  const options = rows.map((row) => ({ id: row.id, label: textCell(row, 'name') }));
  return (
    <Select size="sm" searchable clearable label={label} description={hint} placeholder={placeholder} disabled={disabled} value={value ? String(value.id) : null}
      data={options.map((option) => ({ value: String(option.id), label: option.label }))}
      onChange={(id) => onChange(options.find((option) => String(option.id) === id) ?? null)} />
  );
}
