import { describe, expect, it } from 'vitest';
import type { SettingRow } from '../parts/cells';
import { subtreeOf, treeOf } from './tree';

function unit(id: number, name: string, parent: number | null): SettingRow {
  return { id, cells: { name, parent: parent === null ? null : { id: parent, label: '' } }, masked: [] };
}

const UNITS = [unit(1, '总部', null), unit(2, '华东大区', 1), unit(3, '销售一组', 2), unit(4, '杭州经销商', 1), unit(5, '销售二组', 2)];
const shape = (units: readonly SettingRow[]) => treeOf(units).map(({ unit: { cells }, depth }) => `${'-'.repeat(depth)}${String(cells['name'])}`);

describe('treeOf', () => {
  it('puts every unit below its parent', () => {
    expect(shape(UNITS)).toEqual(['总部', '-华东大区', '--销售一组', '--销售二组', '-杭州经销商']);
  });

  it('shows a unit whose parent is out of reach at the top', () => {
    expect(shape([unit(3, '销售一组', 2)])).toEqual(['销售一组']);
  });

  it('shows every unit once even in a ring', () => {
    expect(shape([unit(1, '甲', 2), unit(2, '乙', 1)]).length).toBe(2);
  });
});

describe('subtreeOf', () => {
  it('holds the unit and all below', () => {
    expect([...subtreeOf(UNITS, 2)].sort()).toEqual([2, 3, 5]);
  });
});
