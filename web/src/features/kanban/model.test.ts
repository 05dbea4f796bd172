import { describe, expect, it } from 'vitest';
import type { Filter, Groups, Page } from '@/api/types';
import type { Stage } from '@/features/record/types';
import { cardsOf, columnsToAsk, putRow, shiftTotals, stageFilter, takeRow, totalsByStage, type ColumnPages } from './model';

const page = (rows: [number, string][], columns = ['company', 'stage']): Page => ({
  columns, rows: rows.map(([id, name]) => ({ id, cells: columns.map((column) => (column === 'company' ? name : null)), masked: [] })),
  next: null, position: 1, as_of: '2026-03-05T02:24:00Z',
});
const pages = (...all: Page[]): ColumnPages => ({ pages: all, pageParams: all.map(() => null) });
const WON: Stage = { id: 6, label: '已成交', kind: 'won', progress: 1, definition: null, requires: ['amount'], pipeline: 1, pipeline_label: '线索默认', in_default_pipeline: true };

describe('moving a card', () => {
  it('takes it out of one column and puts it on top of the other in that stage', () => {
    const taken = takeRow(pages(page([[1, '徐州岩河']]), page([[2, '扬州柏研']])), 2);
    expect(cardsOf(taken.pages).map((card) => card.id)).toEqual([1]);
    expect(taken.row?.id).toBe(2);
    const after = putRow(pages(page([[9, '无锡澄曜']], ['stage', 'company'])), taken.row ?? { id: 0, cells: [], masked: [] }, taken.columns, WON);
    expect(cardsOf(after).map((card) => card.cells['company'])).toEqual(['扬州柏研', '无锡澄曜']);
    expect(cardsOf(after)[0]?.cells['stage']).toMatchObject({ id: 6, kind: 'won' });
  });

  it('shifts count and sum at once', () => {
    const groups: Groups = {
      capped: false,
      groups: [
        { value: 1, label: '初次接触', count: 46, sums: { amount: 500 }, attention: 0 },
        { value: { id: 6 }, label: '已成交', count: 9, sums: { amount: 100 }, attention: 0 },
      ],
    };
    expect(totalsByStage(shiftTotals(groups, 1, 6, 200))).toEqual(new Map([[1, { count: 45, sum: 300 }], [6, { count: 10, sum: 300 }]]));
  });

  it('draws a row once that two pages hold', () => {
    expect(cardsOf(pages(page([[1, '甲'], [2, '乙']]), page([[2, '乙'], [3, '丙']]))).map((card) => card.id)).toEqual([1, 2, 3]);
  });
});

describe('what a column asks for', () => {
  it('narrows the view by the stage', () => {
    expect(stageFilter(null, 3)).toEqual({ column: 'stage', op: 'is', value: 3 });
    expect(stageFilter({} as Filter, 3)).toEqual(stageFilter(null, 3));
    expect(stageFilter({ column: 'owner', op: 'me' }, 3)).toEqual({ and: [{ column: 'owner', op: 'me' }, { column: 'stage', op: 'is', value: 3 }] });
  });

  it('names only columns the reader may see, and those a stage requires', () => {
    expect(columnsToAsk([{ ...WON, requires: ['need', 'budget'], pipeline: 1, pipeline_label: '线索默认', in_default_pipeline: true }], new Set(['company', 'need']))).toEqual(['company', 'need']);
  });
});
