import { describe, expect, it } from 'vitest';
import { countRestored, groupByRecord, isChoosable, keyOf, takeBack } from './choose';
import { groupByDay } from './days';
import type { OperationItem, UndoCell, UndoPreview } from './types';

const cell = (row: number, column: string, patch: Partial<UndoCell> = {}): UndoCell => ({
  table: 'leads', row, title: `线索 ${row}`, column, label: column, before: null, after: 'B', result: null, kept: false, refused: false, ...patch,
});
const operation = (id: number, at: string): OperationItem => ({
  id, at, actor: { id: 1, label: '何佳宁' }, via: 'grid', verb: 'leads.assign', table: 'leads', words: '', detail: '', reason: '', rows: 1,
  cells: 1, state: 'done', undoes: null, can_undo: true,
});

describe('choosing what an undo takes back', () => {
  const kept = cell(1, 'next_at', { kept: true });
  const preview: UndoPreview = { restore: 71, keep: 7, refused_cells: 0, rows: 26, cells: [kept], capped: false };

  it('keeps later edits unless they are chosen', () => {
    expect(takeBack(new Set(), [kept])).toBe('none');
    expect(takeBack(new Set([keyOf(kept)]), [kept, cell(2, 'owner')])).toEqual([['leads', 1, 'next_at']]);
    expect(takeBack('all', [])).toBe('all');
  });

  it('counts what the button says', () => {
    expect(countRestored(preview, new Set())).toBe(71);
    expect(countRestored(preview, new Set([keyOf(kept)]))).toBe(72);
  });

  it('offers only later-edited cells that the reader may write', () => {
    expect([kept, cell(1, 'x'), cell(1, 'y', { kept: true, refused: true })].map(isChoosable)).toEqual([true, false, false]);
  });

  it('puts the cells of a record together', () => {
    expect(groupByRecord([cell(1, 'a'), cell(2, 'a'), cell(1, 'b')]).map((group) => group.cells.length)).toEqual([2, 1]);
  });
});

describe('days', () => {
  it('groups by the zone of the organisation and takes the fuller count of a day that two pages share', () => {
    const days = groupByDay(
      [operation(3, '2026-03-05T01:00:00Z'), operation(2, '2026-03-04T17:00:00Z'), operation(1, '2026-03-04T03:00:00Z')],
      [{ day: '2026-03-05', operations: 1, cells: 2 }, { day: '2026-03-05', operations: 38, cells: 2911 }],
      (at) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10),
    );
    expect(days.map((day) => [day.day, day.operations.length])).toEqual([['2026-03-05', 2], ['2026-03-04', 1]]);
    expect(days[0]?.total).toEqual({ day: '2026-03-05', operations: 38, cells: 2911 });
    expect(days[1]?.total).toBeNull();
  });
});
