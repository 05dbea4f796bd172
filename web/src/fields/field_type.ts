import type { ComponentType } from 'react';
import type { CellValue, FieldColumn, FieldSettings } from './types';

/**
 * How a value is edited. `line` and `lines` are free text; `list` and `lists` offer options under the text; `date` and
 * `datetime` offer a calendar under it; `toggle` flips; `none` is computed and never edited.
 */
export type EditorKind = 'line' | 'lines' | 'list' | 'lists' | 'date' | 'datetime' | 'toggle' | 'none';

export interface DisplayProps<V> {
  readonly value: V;
  readonly column: FieldColumn;
  readonly settings: FieldSettings;
}

/** One kind of field in the browser: shared by the grid, cards and forms. */
export interface FieldType<V extends CellValue> {
  readonly align: 'left' | 'right' | 'center';
  readonly editor: EditorKind;
  /** Draws a value that is there; an empty cell draws nothing. */
  readonly Display: ComponentType<DisplayProps<V>>;
  /** The value in words, as dense as on the screen: for labels and tooltips. */
  words(value: V, column: FieldColumn, settings: FieldSettings): string;
  /** The value as text that reads back to the same value: for the clipboard and for editing. */
  text(value: V, column: FieldColumn, settings: FieldSettings): string;
  /** The value on a number line, for series: the number itself, days for dates, milliseconds for instants. */
  measure?(value: V): number;
  /** Inverse of `measure`. */
  unmeasure?(measure: number): V;
  /** True when adding the measures up means something. */
  readonly adds?: boolean;
}
