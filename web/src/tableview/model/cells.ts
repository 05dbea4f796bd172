import { textOf, wordsOf } from '@/fields/registry';
import type { CellValue, ColumnId, FieldSettings, GridColumn, GridRow } from './contract';

/** What a cell shows: a value, or text that the server has not (or could not) read into one. */
export interface Shown {
  readonly value: CellValue;
  readonly text?: string;
}

/** The cell as its person left it: what is being saved, waits, was refused or conflicts stands before the stored value. */
export function shownCell(row: GridRow, columnId: ColumnId): Shown {
  const stored = row.cells[columnId] ?? null;
  const state = row.states?.[columnId];
  switch (state?.kind) {
    case 'saving':
    case 'queued':
      if (state.value !== undefined) return { value: state.value };
      return state.text === undefined ? { value: stored } : { value: null, text: state.text };
    case 'refused':
      return { value: null, text: state.text };
    case 'conflict':
      return state.mineText === undefined ? { value: state.mine } : { value: null, text: state.mineText };
    default:
      return { value: stored };
  }
}

/** The shown cell as text that reads back to the same value. */
export function shownText(row: GridRow, column: GridColumn, settings: FieldSettings): string {
  const { value, text } = shownCell(row, column.id);
  return text ?? textOf(value, column, settings);
}

/** The shown cell in the words of the screen. */
export function shownWords(row: GridRow, column: GridColumn, settings: FieldSettings): string {
  const { value, text } = shownCell(row, column.id);
  return text ?? wordsOf(value, column, settings);
}
