import type { FieldKind } from '@/fields/types';
import { shownWords } from '../model/cells';
import type { FieldSettings, GridColumn } from '../model/contract';
import { clamp, MIN_COLUMN } from '../model/geometry';
import type { Session } from '../model/session';
import { widthOfText } from './text_width';

/** Padding of a cell and room for the arrow of a sorted header, pixels. */
const AROUND = 20;
const WIDEST = 480;
/** What some kinds draw beside their words: icons, marks, avatars, the frame of a tag. */
const BESIDE: Partial<Record<FieldKind, number>> = { status: 24, stage: 22, person: 26, grade: 14, choice: 14, choices: 24, rating: 60, phone: 20 };

/** Width in pixels that shows the header and every loaded value of the lines drawn now. */
export function fittingWidth(column: GridColumn, session: Session, drawn: { from: number; to: number }, settings: FieldSettings): number {
  let widest = widthOfText(column.label) + 24;
  for (let line = drawn.from; line < drawn.to; line += 1) {
    const at = session.lines.get().at(line);
    const row = at?.kind === 'row' ? session.rowAt(at.position) : undefined;
    if (row) widest = Math.max(widest, widthOfText(shownWords(row, column, settings)) + (BESIDE[column.kind] ?? 0));
  }
  return clamp(Math.ceil(widest) + AROUND, MIN_COLUMN, WIDEST);
}
