import { describe, expect, it } from 'vitest';
import { continueRun, fillArea, type Filled } from './fill';
import { planPaste } from './paste';
import { fromTsv, squared, toHtml, toTsv } from './tsv';

describe('tab-separated text', () => {
  it('keeps text as text', () => {
    expect(fromTsv('0138\t1E5\t1-2\r\n')).toEqual([['0138', '1E5', '1-2']]);
  });

  it('reads quoted cells with tabs, lines and quotes', () => {
    expect(fromTsv('"一\n二"\t"说""好"""\n"三\t四"\tx')).toEqual([['一\n二', '说"好"'], ['三\t四', 'x']]);
  });

  it('takes a quote inside a cell, or one that never closes, as it is', () => {
    expect(fromTsv('24" 显示器\t"半句')).toEqual([['24" 显示器', '"半句']]);
  });

  it('keeps empty cells and rows but not the last line break', () => {
    expect(fromTsv('a\t\r\n\r\n\tb\r\n')).toEqual([['a', ''], [''], ['', 'b']]);
    expect(fromTsv('')).toEqual([['']]);
  });

  it('finds back what it wrote', () => {
    const samples = [['无锡\t厂', '"引号"'], ['多\n行', ''], ['　全角', "'0123"]];
    expect(fromTsv(toTsv(samples))).toEqual(samples);
  });

  it('marks text columns for Excel and escapes', () => {
    const html = toHtml([['<甲>', '12']], (column) => column === 0);
    expect(html).toBe(`<table><tr><td style="mso-number-format:'\\@'">&lt;甲&gt;</td><td>12</td></tr></table>`);
  });

  it('can be squared', () => {
    expect(squared([['a'], ['b', 'c']])).toEqual([['a', ''], ['b', 'c']]);
  });
});

describe('pasting', () => {
  const bounds = { rows: 10, cols: 4 };

  it('fills the selection with one value', () => {
    const plan = planPaste([['甲']], { top: 1, left: 0, bottom: 3, right: 1 }, bounds);
    expect(plan.area).toEqual({ top: 1, left: 0, bottom: 3, right: 1 });
    expect(plan.textAt(3, 1)).toBe('甲');
  });

  it('tiles where the selection is a multiple and else starts at the corner', () => {
    const block = [['1'], ['2']];
    expect(planPaste(block, { top: 0, left: 0, bottom: 3, right: 0 }, bounds).textAt(3, 0)).toBe('2');
    expect(planPaste(block, { top: 0, left: 0, bottom: 2, right: 0 }, bounds).area.bottom).toBe(1);
  });

  it('keeps what lies below the end for the question', () => {
    const plan = planPaste([['1', 'x'], ['2', 'y'], ['3', 'z']], { top: 8, left: 3, bottom: 8, right: 3 }, bounds);
    expect(plan.area).toEqual({ top: 8, left: 3, bottom: 9, right: 3 });
    expect(plan.beyond).toEqual([['3']]);
  });

  it('keeps everything when the table is empty', () => {
    expect(planPaste([['1'], ['2']], { top: 0, left: 0, bottom: 0, right: 0 }, { rows: 0, cols: 2 }).beyond).toEqual([['1'], ['2']]);
  });
});

const run = (...values: (string | number | null)[]): Filled[] => values.map((value) => ({ value, text: String(value ?? '') }));
const values = (filled: Filled[]): unknown[] => filled.map(({ value }) => value);

describe('filling', () => {
  it('repeats one cell, and patterns without a step', () => {
    expect(values(continueRun(run('甲'), 'text', 2, false))).toEqual(['甲', '甲']);
    expect(values(continueRun(run(1, 5, 2), 'number', 4, false))).toEqual([1, 5, 2, 1]);
  });

  it('continues numbers and money, both ways', () => {
    expect(values(continueRun(run(0.1, 0.2), 'number', 2, false))).toEqual([0.3, 0.4]);
    expect(values(continueRun(run(500, 1000), 'money', 2, true))).toEqual([0, -500]);
  });

  it('continues days, and months on the same day', () => {
    expect(values(continueRun(run('2026-02-26', '2026-02-28'), 'date', 2, false))).toEqual(['2026-03-02', '2026-03-04']);
    expect(values(continueRun(run('2025-11-30', '2025-12-30'), 'date', 3, false))).toEqual(['2026-01-30', '2026-02-28', '2026-03-30']);
  });

  it('continues instants', () => {
    expect(values(continueRun(run('2026-03-05T01:00:00Z', '2026-03-06T01:00:00Z'), 'datetime', 1, false))).toEqual(['2026-03-07T01:00:00Z']);
  });

  it('continues numbered texts with their zeros but leaves phone numbers alone', () => {
    expect(values(continueRun(run('样品 08', '样品 09'), 'text', 2, false))).toEqual(['样品 10', '样品 11']);
    expect(values(continueRun(run('13800000001', '13800000002'), 'text', 1, false))).toEqual(['13800000001']);
  });

  it('repeats when told to, or when a cell is empty', () => {
    expect(values(continueRun(run(1, 2), 'number', 2, false, false))).toEqual([1, 2]);
    expect(values(continueRun(run(1, null), 'number', 2, false))).toEqual([1, null]);
  });

  it('goes where the handle is dragged farthest', () => {
    const block = { top: 2, left: 2, bottom: 3, right: 3 };
    expect(fillArea(block, { row: 6, col: 4 })).toEqual({ top: 4, left: 2, bottom: 6, right: 3 });
    expect(fillArea(block, { row: 2, col: 6 })).toEqual({ top: 2, left: 4, bottom: 3, right: 6 });
    expect(fillArea(block, { row: 0, col: 2 })).toEqual({ top: 0, left: 2, bottom: 1, right: 3 });
    expect(fillArea(block, { row: 3, col: 3 })).toBeUndefined();
  });
});
