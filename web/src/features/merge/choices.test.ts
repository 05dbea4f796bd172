import { describe, expect, it } from 'vitest';
import { arrange, joinTexts, pick, resultOf, undecided } from './choices';
import type { MergeColumn } from './types';

function column(part: Partial<MergeColumn>): MergeColumn {
  const values = [
    { lead: 1, value: '上午在车间', masked: false, filled: true },
    { lead: 2, value: '先要报价', masked: false, filled: true },
  ];
  return { id: 'remarks', values, leads: [1, 2], why: '', same: false, locked: false, joinable: true, decide: false, ...part };
}

describe('choices of a merge', () => {
  it('joins texts in the order they were ticked and takes one value of a column that is one thing', () => {
    const joined = column({});
    const off = pick(joined, {}, 1);
    expect(resultOf(joined, off)).toBe('先要报价');
    expect(resultOf(joined, pick(joined, off, 1))).toBe('先要报价\n上午在车间');
    const single = column({ id: 'company', joinable: false, leads: [1] });
    expect(pick(single, {}, 2)).toEqual({ company: [2] });
    expect(resultOf(single, { company: [] })).toBeNull();
  });

  it('writes a text that holds another one once', () => {
    expect(joinTexts(['周一', '周一在', '周一'])).toBe('周一在');
  });

  it('shows what differs before what is alike and leaves empty columns out', () => {
    const empty = column({ id: 'email', values: [{ lead: 1, value: null, masked: false, filled: false }], same: true });
    const alike = column({ id: 'size', same: true });
    expect(arrange([alike, empty, column({})])).toEqual({ different: [column({})], alike: [alike] });
  });

  it('waits for the person where only a person can decide', () => {
    const stage = column({ id: 'stage', joinable: false, leads: [], decide: true });
    expect(undecided([stage], {})).toBe(stage);
    expect(undecided([stage], { stage: [2] })).toBeUndefined();
  });
});
