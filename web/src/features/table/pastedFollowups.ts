import type { Json } from '@/api/types';
import type { CellEdit } from '@/tableview/model/contract';
import type { PastedText } from '../pasted/types';

/** The column that shows the newest follow-up: what is written there is not its value but a new follow-up. */
export const LAST_FOLLOWUP = 'last_followup';

export interface Divided {
  /** Edits that go to the cells as always. */
  cells: CellEdit[];
  /** What becomes follow-ups, once a person has looked at it. */
  texts: PastedText[];
  /** Somebody wanted to empty the column, which follows from the follow-ups. */
  cleared: boolean;
}

/** The texts pasted for new rows, once these are there; `results` in the order of `lines`, without an id where refused. */
export function textsOfNew(
  lines: readonly Readonly<Record<string, Json>>[], results: readonly { index: number; id?: number }[], titleOf: (rowId: number) => string,
): PastedText[] {
  return results.flatMap(({ index, id }) => {
    const text = String(lines[index]?.[LAST_FOLLOWUP] ?? '').trim();
    return id === undefined || text === '' ? [] : [{ lead: id, title: titleOf(id), text }];
  });
}

/** Parts what was typed, pasted or filled into 最近跟进 from the other cells. */
export function divideEdits(edits: readonly CellEdit[], titleOf: (rowId: number) => string): Divided {
  const own = edits.filter((edit) => edit.columnId === LAST_FOLLOWUP);
  const filled = own.filter((edit) => edit.text.trim() !== '');
  return {
    cells: edits.filter((edit) => edit.columnId !== LAST_FOLLOWUP),
    texts: filled.map((edit) => ({ lead: edit.rowId, title: titleOf(edit.rowId), text: edit.text.trim() })),
    cleared: filled.length < own.length,
  };
}
