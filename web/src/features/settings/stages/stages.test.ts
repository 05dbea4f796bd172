import { describe, expect, it } from 'vitest';
import type { SettingRow } from '../parts/cells';
import { changesOf, draftOf, movedOrder, stagesOf } from './stages';

function stage(id: number, name: string, position: number, more: SettingRow['cells'] = {}): SettingRow {
  return { id, cells: { name, position, kind: 'open', pipeline: { id: 1, label: '线索默认' }, ...more }, masked: [] };
}

const STAGES = [stage(1, '初次接触', 1), stage(2, '需求确认', 2), stage(3, '方案讨论', 3, { requires: 'amount，need' })];

describe('stages', () => {
  it('stand in order, retired ones last, other pipelines left out', () => {
    const rows = [stage(9, '意向跟进', 0, { retired_at: '2025-11-03T02:00:00Z' }), STAGES[1], STAGES[0], stage(8, '见到客户', 1, { pipeline: { id: 2, label: '设备' } })] as SettingRow[];
    expect(stagesOf(rows, 1).map((row) => row.cells['name'])).toEqual(['初次接触', '需求确认', '意向跟进']);
  });

  it('name only the cells that changed', () => {
    const before = draftOf(STAGES[2] as SettingRow);
    expect(before.requires).toEqual(['amount', 'need']);
    expect(changesOf(before, { ...before, name: '方案报价', requires: ['amount', 'need', 'contact'] })).toEqual([
      { column: 'name', before: '方案讨论', after: '方案报价' },
      { column: 'requires', before: 'amount,need', after: 'amount,need,contact' },
    ]);
    expect(changesOf(before, { ...before })).toEqual([]);
  });

  it('move by places and stop at both ends', () => {
    expect(movedOrder(STAGES, 3, -1)).toEqual([1, 3, 2]);
    expect(movedOrder(STAGES, 1, 2)).toEqual([2, 3, 1]);
    expect(movedOrder(STAGES, 1, -1)).toBeUndefined();
    expect(movedOrder(STAGES, 3, 1)).toBeUndefined();
  });
});
