import { fieldOf, isEmptyValue } from '@/fields/registry';
import type { CellValue as FieldValue, FieldColumn, FieldSettings } from '@/fields/types';
import type { CellValue, Column } from '@/api/types';

/** A column of the API as the field types want it. */
export function fieldColumnOf(column: Column): FieldColumn {
  return {
    id: column.id,
    label: column.label,
    kind: column.kind,
    ...(column.unit ? { unit: column.unit } : {}),
    ...(column.options && { options: column.options.map(({ key, label }) => ({ key, label })) }),
  };
}

const LINKS: ReadonlySet<string> = new Set(['person', 'link', 'stage']);

/** A value drawn as the table will draw it. */
export function Value({ value, column, settings }: { value: CellValue; column: FieldColumn; settings: FieldSettings }) {
  const shown = value as FieldValue;
  if (shown === null || isEmptyValue(shown)) return null;
  // Names of linked records come as {id, label}; a bare id says nothing to anybody.
  if (LINKS.has(column.kind) && typeof shown !== 'object') return typeof shown === 'string' ? <>{shown}</> : null;
  const { Display } = fieldOf(column.kind);
  return <Display value={shown} column={column} settings={settings} />;
}
