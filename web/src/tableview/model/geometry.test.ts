import { describe, expect, it } from 'vitest';
import type { GridColumn } from './contract';
import {
  columnAt, columnWindow, frozenWidth, GUTTER, leftShowing, lineWindow, MAX_SCROLL, nativeHeight, placeColumns, scrolledTop, tableWidth, topShowing, toNative, toTrue,
} from './geometry';

const ROW = 28;
const VIEW = 800;
const MILLION = { total: 1_000_000 * ROW + 72, view: VIEW };
const SMALL = { total: 500 * ROW, view: VIEW };

describe('vertical scrolling', () => {
  it('tells the browser the true height up to the cap', () => {
    expect(nativeHeight(SMALL)).toBe(14_000);
    expect(nativeHeight(MILLION)).toBe(MAX_SCROLL);
    expect(nativeHeight({ total: 10, view: VIEW })).toBe(VIEW);
  });

  it('finds every position back through the scaled one', () => {
    for (const top of [0, 28, 1_234_567, 14_000_000, MILLION.total - VIEW]) {
      expect(toTrue(toNative(top, MILLION), MILLION)).toBeCloseTo(top, 3);
    }
  });

  it('takes the wheel for what it says, even where the height is scaled', () => {
    const before = toNative(14_000_000, MILLION);
    expect(scrolledTop(14_000_000, before, before + 100, MILLION)).toBe(14_000_100);
    expect(scrolledTop(14_000_000, before, before - 100, MILLION)).toBe(13_999_900);
  });

  it('follows the thumb to the place it stands for', () => {
    const top = scrolledTop(0, 0, (MAX_SCROLL - VIEW) / 2, MILLION);
    expect(top).toBeCloseTo((MILLION.total - VIEW) / 2, 0);
  });

  it('agrees at both ends with the browser', () => {
    expect(scrolledTop(500, 300, 0, MILLION)).toBe(0);
    expect(scrolledTop(500, 300, MAX_SCROLL - VIEW, MILLION)).toBe(MILLION.total - VIEW);
    expect(scrolledTop(0, 0, 400, SMALL)).toBe(400);
  });

  it('draws the lines that are seen and some more, never beyond the ends', () => {
    expect(lineWindow(0, VIEW, ROW, 500, 4)).toEqual({ from: 0, to: 33 });
    expect(lineWindow(2_800, VIEW, ROW, 500, 4)).toEqual({ from: 96, to: 133 });
    expect(lineWindow(500 * ROW - VIEW, VIEW, ROW, 500, 4).to).toBe(500);
    expect(lineWindow(0, VIEW, ROW, 0, 4)).toEqual({ from: 0, to: 0 });
  });

  it('brings a line into view with whole rows and below the sticky header', () => {
    expect(topShowing(10, 0, VIEW, ROW, 0)).toBe(0);
    expect(topShowing(28, 0, VIEW, ROW, 0) % ROW).toBe(0);
    expect(topShowing(28, 0, VIEW, ROW, 0)).toBeGreaterThanOrEqual(29 * ROW - VIEW);
    expect(topShowing(5, 1_000, VIEW, ROW, ROW)).toBe(4 * ROW);
  });
});

const columns = [['a', 100, true], ['b', 150, true], ['c', 200, false], ['d', 300, false], ['e', 250, false]].map(
  ([id, width, frozen]) => ({ id, label: id, kind: 'text', width, frozen, writable: 'cell', sortable: true }) as GridColumn,
);

describe('columns', () => {
  it('stand frozen ones first and let the last one grow', () => {
    const placed = placeColumns([...columns].reverse(), 2_000);
    expect(placed.map(({ column }) => column.id)).toEqual(['b', 'a', 'e', 'd', 'c']);
    expect(tableWidth(placed)).toBe(2_000);
    expect(frozenWidth(placed)).toBe(GUTTER + 250);
  });

  it('are found under the pointer, frozen ones over scrolled ones', () => {
    const placed = placeColumns(columns, 600);
    expect(columnAt(placed, 10, 0)).toBe(-1);
    expect(columnAt(placed, 50, 300)).toBe(0);
    expect(columnAt(placed, 300, 0)).toBe(2);
    expect(columnAt(placed, 300, 250)).toBe(3);
    expect(columnAt(placeColumns(columns, 500), 3_000, 0)).toBeUndefined();
  });

  it('are drawn only near the view', () => {
    const wide = Array.from({ length: 60 }, (_, index) => ({ ...(columns[2] as GridColumn), id: `c${index}`, width: 100 }));
    expect(columnWindow(placeColumns(wide, 1_000), 3_000, 1_000)).toEqual({ from: 29, to: 41 });
  });

  it('come into view beside the frozen part', () => {
    const placed = placeColumns(columns, 600);
    expect(leftShowing(placed, 4, 0, 600)).toBe(436);
    expect(leftShowing(placed, 2, 436, 600)).toBe(0);
    expect(leftShowing(placed, 0, 436, 600)).toBe(436);
  });
});
