import { useQueries } from '@tanstack/react-query';
import { tableQuery } from '@/api/tables';
import type { CellValue } from '@/api/types';
import { isEmptyValue } from '@/fields/registry';
import { cellWords, fieldColumn, useFieldSettings } from '@/features/record/parts';

export interface Say {
  value: (table: string, column: string, value: CellValue) => string;
  /** The table's name; undefined where the reader's role does not know it. */
  table: (table: string) => string | undefined;
}

/** Values of several tables in words, as their columns show them; a column that is gone shows the value as it is. */
export function useSay(tables: readonly string[], none: string): Say {
  const settings = useFieldSettings();
  const names = [...new Set(tables)];
  const schemas = useQueries({ queries: names.map((table) => ({ ...tableQuery(table), retry: false })) });
  const schemaOf = (table: string) => schemas[names.indexOf(table)]?.data;
  return {
    table: (table) => schemaOf(table)?.label,
    value: (table, id, value) => {
      if (isEmptyValue(value)) return none;
      const column = schemaOf(table)?.columns.find((one) => one.id === id);
      if (column && isOfKind(column.kind, value)) return cellWords(fieldColumn(column), value, settings);
      return plain(value);
    },
  };
}

/** A mask, or a value from before a column changed its kind, is text where the kind expects something else. */
function isOfKind(kind: string, value: CellValue): boolean {
  if (typeof value !== 'string') return true;
  return !['number', 'money', 'percent', 'person', 'link', 'stage', 'status', 'rating', 'choices'].includes(kind);
}

function plain(value: CellValue): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return 'label' in value ? value.label : value.words;
  return Array.isArray(value) ? value.join('、') : String(value);
}
