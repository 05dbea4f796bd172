import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CellValue, Filter, Page, PageRow, QueryBody, RowsEvent } from '@/api/types';
import { matches, type MatchContext } from './matches';
import type { RowApi } from './rowApi';
import { RowStore, type RowQuery } from './rowStore';

interface Lead {
  id: number;
  company: string;
  grade: string;
}

const COLUMNS = ['company', 'grade'];
const context: MatchContext = { now: new Date(), today: '2026-03-05', me: 7, dayOf: (iso) => iso.slice(0, 10) };

const rowOf = (lead: Lead): PageRow => ({ id: lead.id, cells: [lead.company, lead.grade], masked: [] });

/** A server over a list: same order, same filter, pages by cursor. */
class ListServer implements RowApi {
  asked: QueryBody[] = [];
  constructor(public leads: Lead[]) {}

  private fitting(filter: Filter | null | undefined): Lead[] {
    return this.leads.filter((lead) => matches(filter ?? null, { ...lead } as unknown as Record<string, CellValue>, context) === true);
  }

  query(body: QueryBody): Promise<Page> {
    this.asked.push(body);
    const all = this.fitting(body.filter);
    const from = Number(body.cursor ?? 0);
    const to = from + (body.limit ?? 100);
    const next = to < all.length ? String(to) : null;
    return Promise.resolve({ columns: COLUMNS, rows: all.slice(from, to).map(rowOf), next, position: 5, as_of: '' });
  }

  count = (where: { filter?: Filter | null }) => Promise.resolve({ count: this.fitting(where.filter).length, capped: false });
  totals = (where: { filter?: Filter | null }) => Promise.resolve({ count: this.fitting(where.filter).length, capped: false, sums: {} });
  groups = (where: { filter?: Filter | null }) => {
    const values = [...new Set(this.fitting(where.filter).map((lead) => lead.grade))].sort();
    const groups = values.map((value) => ({
      value, label: value, sums: {}, attention: value === 'A' ? 1 : 0, count: this.fitting(where.filter).filter((lead) => lead.grade === value).length,
    }));
    return Promise.resolve({ groups, capped: false });
  };
  byId = (ids: number[]) =>
    Promise.resolve({ columns: COLUMNS, rows: this.leads.filter((lead) => ids.includes(lead.id)).map(rowOf), position: 6, as_of: '' });
}

function storeOn(server: ListServer, query: Partial<RowQuery> = {}): RowStore {
  return new RowStore({
    api: server, query: { filter: null, sort: [], search: '', group: null, sums: [], ...query }, context: () => context, toneOf: () => undefined,
    attentionWords: (count) => `${count} 条`, emptyLabel: '空',
  });
}

const companies = (store: RowStore): (CellValue | undefined)[] =>
  Array.from({ length: store.rowCount }, (_, index) => store.getRow(index)?.cells['company'] as CellValue | undefined);

function change(lead: Lead, actor = 9): RowsEvent {
  return {
    table: 'leads', position: 9, operation: 1, actor: { id: actor, label: '周子昂' }, columns: COLUMNS, rows: [rowOf(lead)], gone: [],
    changed: { [lead.id]: ['grade'] },
  };
}

const A: Filter = { column: 'grade', op: 'is', value: 'A' };
let server: ListServer;

beforeEach(() => {
  vi.useFakeTimers();
  server = new ListServer([
    { id: 1, company: '甲', grade: 'A' }, { id: 2, company: '乙', grade: 'B' }, { id: 3, company: '丙', grade: 'A' },
  ]);
});

describe('pages', () => {
  it('shows the first page at once and loads further ones only when they are looked at', async () => {
    server.leads = Array.from({ length: 450 }, (_, index) => ({ id: index + 1, company: `公司${index + 1}`, grade: 'A' }));
    const store = storeOn(server);
    await store.start();
    expect(store.getRow(0)?.cells['company']).toBe('公司1');
    expect(store.getRow(300)).toBeUndefined();
    await vi.runAllTimersAsync();
    expect(store.rowCount).toBe(450);
    await store.load({ from: 300, to: 320 });
    expect(store.getRow(319)?.cells['company']).toBe('公司320');
    expect(store.indexOf(320)).toBe(319);
    expect(new Set(store.loadedIds()).size).toBe(store.loadedIds().length);
  });
  it('says that it failed and begins anew', async () => {
    const store = storeOn(server);
    const broken = vi.spyOn(server, 'query').mockRejectedValue(new Error('没有网络'));
    await store.start();
    expect(store.state.phase).toBe('failed');
    broken.mockRestore();
    await store.start();
    expect(companies(store)).toEqual(['甲', '乙', '丙']);
  });
});

describe('groups', () => {
  it('come with the counts of the server and load their own rows', async () => {
    const store = storeOn(server, { group: 'grade', groupOp: 'is' });
    await store.start();
    expect(store.groups.map((group) => [group.label, group.count, group.note?.words])).toEqual([['A', 2, '1 条'], ['B', 1, undefined]]);
    expect(companies(store)).toEqual(['甲', '丙', '乙']);
    store.toggleGroup('"A"');
    expect(store.groups[0]?.collapsed).toBe(true);
  });
});

describe('changes', () => {
  it('dims a row that leaves the filter and lets it go when the selection leaves it', async () => {
    const store = storeOn(server, { filter: A });
    await store.start();
    server.leads[0] = { id: 1, company: '甲', grade: 'C' };
    store.applyRows(COLUMNS, [rowOf(server.leads[0])]);
    expect(store.getRow(0)).toMatchObject({ left: true, cells: { grade: 'C' } });
    store.settle(new Set([1]));
    expect(companies(store)).toEqual(['甲', '丙']);
    store.settle(new Set([3]));
    expect(companies(store)).toEqual(['丙']);
  });
  it('lets go a row whose answer comes after the selection has left it', async () => {
    const store = storeOn(server, { filter: A });
    await store.start();
    store.settle(new Set([1]));
    store.settle(new Set([3]));
    server.leads[0] = { id: 1, company: '甲', grade: 'C' };
    store.applyRows(COLUMNS, [rowOf(server.leads[0])]);
    store.settle();
    expect(companies(store)).toEqual(['丙']);
  });
  it('marks what somebody else changed for a moment', async () => {
    const store = storeOn(server);
    await store.start();
    store.applyEvent(change({ id: 2, company: '乙', grade: 'A+' }), 7);
    expect(store.getRow(1)).toMatchObject({ cells: { grade: 'A+' }, states: { grade: { kind: 'changed', by: '周子昂' } } });
    await vi.runAllTimersAsync();
    expect(store.getRow(1)?.states).toBeUndefined();
  });
  it('counts new rows of others instead of moving the list under the hand, and shows them when asked', async () => {
    const store = storeOn(server, { filter: A });
    await store.start();
    server.leads.unshift({ id: 4, company: '丁', grade: 'A' });
    store.applyEvent(change({ id: 4, company: '丁', grade: 'A' }), 7);
    store.applyEvent(change({ id: 5, company: '戊', grade: 'D' }), 7);
    expect(store.state.fresh).toBe(1);
    expect(store.indexOf(4)).toBeUndefined();
    await store.refresh();
    expect(companies(store)).toEqual(['丁', '甲', '丙']);
    expect(store.state.fresh).toBe(0);
  });
  it('takes away rows that left the reader’s scope', async () => {
    const store = storeOn(server);
    await store.start();
    store.applyEvent({ ...change({ id: 2, company: '乙', grade: 'B' }), rows: [], gone: [1], changed: {} }, 7);
    expect(companies(store)).toEqual(['乙', '丙']);
  });
  it('keeps the row being worked in where it stands although the server would place it elsewhere', async () => {
    const store = storeOn(server, { filter: A });
    await store.start();
    server.leads[2] = { id: 3, company: '丙', grade: 'C' };
    await store.refresh([3]);
    expect(companies(store)).toEqual(['甲', '丙']);
    expect(store.getRow(1)?.left).toBe(true);
  });
  it('puts a row of one’s own at the top', async () => {
    const store = storeOn(server);
    await store.start();
    store.insert(COLUMNS, [rowOf({ id: 8, company: '新', grade: 'B' })]);
    expect(companies(store)).toEqual(['新', '甲', '乙', '丙']);
    expect(store.stepFrom(8, 1)).toBe(1);
  });
});
