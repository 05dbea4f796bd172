import { describe, expect, it } from 'vitest';
import type { Column, Filter } from '@/api/types';
import { addCondition, firstOperator, isComplete, prune, withOperator } from './filterTree';

function column(id: string, operators: Column['operators']): Column {
  return {
    id, label: id, kind: 'text', writable: 'cell', right: 'edit', width: 100, group: 'main', hidden_by_default: false,
    sums: false, sortable: true, filterable: true, groupable: true, operators, custom: false, required: false,
  };
}

const columns = [
  column('company', { contains: 'text', empty: 'none', in: 'list' }),
  column('grade', { is: 'value', in: 'list', empty: 'none' }),
  column('amount', { ge: 'value', between: 'range' }),
];

describe('prune', () => {
  it('sends only what is finished, and nothing when nothing is', () => {
    const tree: Filter = {
      and: [
        { column: 'company', op: 'contains', value: '机械' },
        { column: 'company', op: 'contains', value: '' },
        { or: [{ column: 'grade', op: 'in', value: [] }, { column: 'amount', op: 'between', value: [1, null] }] },
        { or: [{ column: 'grade', op: 'empty' }] },
      ],
    };
    expect(prune(columns, tree)).toEqual({
      and: [{ column: 'company', op: 'contains', value: '机械' }, { or: [{ column: 'grade', op: 'empty' }] }],
    });
    expect(prune(columns, { and: [{ column: 'gone', op: 'is', value: 1 }] })).toBeNull();
  });
  it('counts zero and false as said', () => {
    expect(isComplete(columns, { column: 'amount', op: 'ge', value: 0 })).toBe(true);
  });
});

describe('operators', () => {
  it('starts with what is meant most often', () => {
    expect(columns.map(firstOperator)).toEqual(['contains', 'in', 'ge']);
  });
  it('keeps the value from one to several and back', () => {
    const several = withOperator(columns, { column: 'grade', op: 'is', value: 'A' }, 'in');
    expect(several).toEqual({ column: 'grade', op: 'in', value: ['A'] });
    expect(withOperator(columns, several, 'is')).toEqual({ column: 'grade', op: 'is', value: 'A' });
    expect(withOperator(columns, several, 'empty')).toEqual({ column: 'grade', op: 'empty' });
  });
});

describe('addCondition', () => {
  it('narrows: beside others, replacing its own, around an either-or', () => {
    const grade: Filter = { column: 'grade', op: 'in', value: ['A'] };
    const wider = { column: 'grade', op: 'in', value: ['A', 'B'] } as const;
    expect(addCondition(null, { ...wider, value: ['A'] })).toEqual({ and: [grade] });
    expect(addCondition({ and: [grade] }, { ...wider, value: [...wider.value] })).toEqual({ and: [wider] });
    const either: Filter = { or: [grade, { column: 'company', op: 'empty' }] };
    expect(addCondition(either, { column: 'amount', op: 'ge', value: 5 })).toEqual({ and: [either, { column: 'amount', op: 'ge', value: 5 }] });
  });
});
