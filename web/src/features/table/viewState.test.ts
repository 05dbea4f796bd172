import { describe, expect, it } from 'vitest';
import type { Column, TableSchema, View } from '@/api/types';
import { readTableSearch } from './search';
import { allColumns, resolveView, viewColumns } from './viewState';

function column(id: string, hidden = false): Column {
  return {
    id, label: id, kind: 'text', writable: 'cell', right: 'edit', width: 100, group: 'main', hidden_by_default: hidden,
    sums: false, sortable: true, filterable: true, groupable: true, operators: {}, custom: false, required: false,
  };
}

function view(id: number, position: number, more: Partial<View> = {}): View {
  return {
    id, name: `视图${id}`, kind: 'grid', shared: 'all', filter: null, sort: [], group: null, columns: [], colour: null,
    owner: null, system: true, position, ...more,
  };
}

const schema: TableSchema = {
  key: 'leads', label: '线索', title_column: 'company', default_sort: [], actions: [],
  columns: [column('status'), column('company'), column('amount'), column('budget', true)],
  views: [view(2, 1, { sort: [['amount', 'desc']], group: 'status' }), view(1, 0)],
};

describe('resolveView', () => {
  it('takes the first view by position when the link names none or an unknown one', () => {
    expect(resolveView(schema, {}).view?.id).toBe(1);
    expect(resolveView(schema, { view: '99' }).view?.id).toBe(1);
  });
  it('lets the link differ from the view and says so', () => {
    const state = resolveView(schema, { view: '2', group: '' });
    expect(state).toMatchObject({ sort: [['amount', 'desc']], group: null, changed: true });
    expect(resolveView(schema, { view: '2' })).toMatchObject({ group: 'status', changed: false });
  });
  it('leaves out sorting and grouping by columns this reader does not have', () => {
    const state = resolveView(schema, { sort: [['secret', 'asc'], ['amount', 'asc']], group: 'secret' });
    expect(state.sort).toEqual([['amount', 'asc']]);
    expect(state.group).toBeNull();
  });
});

describe('readTableSearch', () => {
  it('keeps what makes sense of a typed link and drops the rest', () => {
    expect(readTableSearch({ view: 3, sort: [['a', 'up']], filter: { column: 1 }, record: '7', kind: 'gantt' })).toEqual({ view: '3' });
    const filter = { or: [{ column: 'a', op: 'empty' }, { and: [] }] };
    expect(readTableSearch({ filter, record: 7, q: 138 })).toEqual({ filter, record: 7, q: '138' });
  });
});

describe('columns of a view', () => {
  it('defaults to the visible ones, frozen up to the name', () => {
    expect(viewColumns(schema, view(1, 0)).map((c) => [c.id, c.frozen])).toEqual([['status', true], ['company', true], ['amount', false]]);
  });
  it('lists the hidden ones after the shown ones', () => {
    const listed = allColumns(schema, [{ id: 'amount' }, { id: 'company' }, { id: 'gone' }]);
    expect(listed.map((c) => [c.column.id, c.shown])).toEqual([['amount', true], ['company', true], ['status', false], ['budget', false]]);
  });
});
