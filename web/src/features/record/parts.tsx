import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import type { CellValue, Column } from '@/api/types';
import '@/fields/fields.css';
import { fieldOf, wordsOf } from '@/fields/registry';
import { GradeBadge } from '@/fields/parts/GradeBadge';
import type { FieldColumn, FieldSettings } from '@/fields/types';
import styles from './parts.module.css';

/** How this reader sees values: language, zone of the organisation, present instant. */
export function useFieldSettings(): FieldSettings {
  const { i18n } = useTranslation();
  const { zone } = useSession();
  return useMemo(() => ({ language: i18n.language, zone, now: () => new Date() }), [i18n.language, zone]);
}

/** What a field type needs to know of an API column. */
export function fieldColumn(column: Pick<Column, 'id' | 'label' | 'kind' | 'options' | 'unit'>): FieldColumn {
  return {
    id: column.id,
    label: column.label,
    kind: column.kind,
    ...(column.options ? { options: column.options.map(({ key, label }) => ({ key, label })) } : {}),
    ...(column.unit ? { unit: column.unit } : {}),
  };
}

/** A next contact planned for a day without a time stands at that day's midnight. */
function isWholeDay(column: FieldColumn, value: CellValue, settings: FieldSettings): value is string {
  return column.id === 'next_at' && typeof value === 'string' && wordsOf(value, column, settings).endsWith(' 00:00');
}

/** A value in words, as `CellView` draws it; empty for an empty cell. */
export function cellWords(column: FieldColumn, value: CellValue, settings: FieldSettings): string {
  const words = wordsOf(value, column, settings);
  return isWholeDay(column, value, settings) ? words.slice(0, -' 00:00'.length) : words;
}

/** A cell drawn as its kind draws it; long text keeps its lines. Draws nothing for an empty cell. */
export function CellView({ column, value, settings }: { column: FieldColumn; value: CellValue; settings: FieldSettings }) {
  if (value === null || value === '') return null;
  if (column.kind === 'long_text') return <span className={styles.lines}>{String(value)}</span>;
  if (isWholeDay(column, value, settings)) return <span>{cellWords(column, value, settings)}</span>;
  const { Display } = fieldOf(column.kind);
  return <Display value={value} column={column} settings={settings} />;
}

/** The grade, or a dash where none is given yet. */
export function Grade({ grade }: { grade: string | null }) {
  return grade ? <GradeBadge grade={grade} /> : <span className={styles.none}>—</span>;
}
