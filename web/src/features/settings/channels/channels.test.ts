import { describe, expect, it } from 'vitest';
import type { SettingRow } from '../parts/cells';
import { branchOf, nextPosition, pathOf, swapped, treeOf } from './channels';

const row = (id: number, name: string, parent: number | null, position: number, retired = false): SettingRow => ({
  id,
  cells: { name, parent: parent === null ? null : { id: parent, label: '' }, position, retired_at: retired ? '2026-03-05T00:00:00Z' : null },
  masked: [],
});

const CHANNELS = [row(1, '外部渠道', null, 20), row(2, '展会', 1, 21), row(3, '社群', 1, 22), row(4, '老渠道', 1, 20, true), row(5, '内部渠道', null, 10), row(6, '孤儿', 99, 5)];

describe('treeOf', () => {
  it('puts children under their parent in order, retired ones last, and loses none', () => {
    expect(treeOf(CHANNELS).map(({ row: { id }, depth }) => `${'-'.repeat(depth)}${id}`)).toEqual(['6', '5', '1', '-2', '-3', '-4']);
  });
});

describe('swapped', () => {
  it('exchanges neighbours and stops at the ends', () => {
    expect(swapped(CHANNELS, 3, -1)).toEqual([{ row: 3, column: 'position', value: 21 }, { row: 2, column: 'position', value: 22 }]);
    expect(swapped(CHANNELS, 2, -1)).toEqual([]);
    expect(swapped(CHANNELS, 3, 1)).toEqual([]);
  });

  it('gives equal positions an order', () => {
    const equal = [row(1, '甲', null, 1), row(2, '乙', null, 1)];
    expect(swapped(equal, 2, -1)).toEqual([{ row: 1, column: 'position', value: 2 }]);
  });
});

describe('the rest of the tree', () => {
  it('knows branch, path and the next place', () => {
    expect(branchOf(CHANNELS, 1)).toEqual(new Set([1, 2, 3, 4]));
    expect(pathOf(CHANNELS, 3)).toBe('外部渠道 / 社群');
    expect(nextPosition(CHANNELS, 1)).toBe(23);
    expect(nextPosition([], null)).toBe(1);
  });
});
