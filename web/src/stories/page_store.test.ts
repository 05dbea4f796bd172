import { describe, expect, it } from 'vitest';
import type { GridRow } from '@/tableview/model/contract';
import { type Page, type PageRequest, PageStore } from './page_store';

const row = (id: number, extra: Partial<GridRow> = {}): GridRow => ({ id, cells: { name: `甲${id}` }, ...extra });

/** A table of rows with ids from 1, and what was asked of it. */
function table(count: number, pageSize = 10, keep = 1_000) {
  const asked: PageRequest[] = [];
  const store = new PageStore({
    pageSize, keep,
    fetchPage: (request) => {
      asked.push(request);
      const from = Number(request.after ?? 0) + request.skip;
      const to = Math.min(from + request.limit, count);
      const page: Page = { rows: Array.from({ length: to - from }, (_, at) => row(from + at + 1)), next: to < count ? String(to) : null };
      return Promise.resolve(page);
    },
  });
  store.setCount(count, true);
  return { store, asked };
}

describe('PageStore', () => {
  it('shows nothing, then the page, and asks once for it', async () => {
    const { store, asked } = table(100);
    store.ensure({ from: 0, to: 8 });
    expect(store.getRow(3)).toBeUndefined();
    await store.load({ from: 0, to: 8 });
    expect(store.getRow(3)?.id).toBe(4);
    store.ensure({ from: 2, to: 9 });
    expect(asked).toEqual([{ after: null, skip: 0, limit: 10 }]);
  });

  it('goes on from the nearest cursor it knows', async () => {
    const { store, asked } = table(100);
    await store.load({ from: 0, to: 10 });
    await store.load({ from: 45, to: 55 });
    expect(asked[1]).toEqual({ after: '10', skip: 30, limit: 15 });
    expect(store.getRow(50)?.id).toBe(51);
    expect(store.indexOf(51)).toBe(50);
  });

  it('gives up pages the thumb has left', async () => {
    const { store } = table(1_000);
    store.ensure({ from: 0, to: 10 });
    store.ensure({ from: 500, to: 510 });
    await store.load({ from: 500, to: 510 });
    expect(store.getRow(0)).toBeUndefined();
    expect(store.getRow(505)?.id).toBe(506);
  });

  it('answers a load that spans many pages', async () => {
    const { store } = table(1_000);
    await store.load({ from: 3, to: 950 });
    expect(store.getRow(949)?.id).toBe(950);
  });

  it('keeps places right when rows come and go', async () => {
    const { store } = table(100);
    await store.load({ from: 0, to: 20 });
    store.insertRow(0, row(900));
    expect(store.indexOf(5)).toBe(5);
    expect(store.rowCount).toBe(101);
    store.removeRows(new Set([1, 2]));
    expect(store.indexOf(5)).toBe(3);
    expect(store.rowCount).toBe(99);
    await store.load({ from: 15, to: 30 });
    expect(store.getRow(19)?.id).toBe(21);
  });

  it('keeps a row that left the filter until the selection leaves it', async () => {
    const { store } = table(20);
    await store.load({ from: 0, to: 20 });
    store.replaceRow(row(3, { left: true }));
    store.replaceRow(row(4, { left: true }));
    store.dropLeft(4);
    expect(store.indexOf(3)).toBeUndefined();
    expect(store.indexOf(4)).toBe(2);
  });

  it('learns that the table is shorter than it was said to be', async () => {
    const { store } = table(25);
    store.setCount(60, false);
    await store.load({ from: 20, to: 40 });
    expect(store.rowCount).toBe(25);
    expect(store.rowCountIsExact).toBe(true);
  });

  it('forgets rows far away when it holds too many', async () => {
    const { store } = table(5_000, 100, 400);
    for (let from = 0; from < 2_000; from += 100) {
      store.ensure({ from, to: from + 100 });
      await store.load({ from, to: from + 100 });
    }
    expect(store.getRow(0)).toBeUndefined();
    expect(store.getRow(1_950)?.id).toBe(1_951);
  });

  it('starts anew for another filter', async () => {
    const { store, asked } = table(100);
    await store.load({ from: 0, to: 10 });
    store.reset();
    expect(store.getRow(0)).toBeUndefined();
    await store.load({ from: 0, to: 10 });
    expect(asked).toHaveLength(2);
  });

  it('tells a failed request and tries again when asked again', async () => {
    const errors: unknown[] = [];
    let fails = true;
    const store = new PageStore({
      pageSize: 10, onError: (error) => errors.push(error),
      fetchPage: () => (fails ? Promise.reject(new Error('断网')) : Promise.resolve({ rows: [row(1)], next: null })),
    });
    store.setCount(1, true);
    store.ensure({ from: 0, to: 1 });
    await Promise.resolve().then(() => undefined);
    await Promise.resolve();
    expect(errors).toHaveLength(1);
    fails = false;
    await store.load({ from: 0, to: 1 });
    expect(store.getRow(0)?.id).toBe(1);
  });
});
