import { describe, expect, it } from 'vitest';
import type { SettingRow } from '../parts/cells';
import { conditionsOf, periodOf, swapOf } from './types';

const rule = (id: number, position: number, conditions = ''): SettingRow => ({ id, cells: { position, conditions }, masked: [] });

describe('a rule', () => {
  it('reads its conditions, and none from what cannot be read', () => {
    expect(conditionsOf(rule(1, 10, '{"column":"grade","op":"in","value":["A"]}'))).toEqual({ column: 'grade', op: 'in', value: ['A'] });
    expect(conditionsOf(rule(1, 10))).toBeNull();
    expect(conditionsOf(rule(1, 10, '{'))).toBeNull();
  });

  it('changes places with its neighbour, also where both had the same', () => {
    expect(swapOf([rule(1, 10), rule(2, 20), rule(3, 30)], 1, -1)).toEqual([{ row: 2, column: 'position', value: 10 }, { row: 1, column: 'position', value: 20 }]);
    expect(swapOf([rule(1, 10), rule(2, 10)], 0, 1)).toEqual([{ row: 1, column: 'position', value: 20 }]);
    expect(swapOf([rule(1, 10)], 0, -1)).toEqual([]);
  });

  it('is tried over whole days that end today', () => {
    expect(periodOf(30, new Date(2026, 2, 5, 9))).toEqual({ first: '2026-02-04', last: '2026-03-05' });
  });
});
