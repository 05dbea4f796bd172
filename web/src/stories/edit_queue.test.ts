import { describe, expect, it } from 'vitest';
import type { GridRow } from '@/tableview/model/contract';
import { type Batch, type CellOutcome, EditedRows, EditQueue, Offline } from './edit_queue';
import { PageStore } from './page_store';

const saved = (batch: Batch): CellOutcome[] => batch.edits.map(({ rowId, columnId, text }) => ({ rowId, columnId, result: 'saved', value: text }));

async function table() {
  const rows: GridRow[] = [1, 2, 3].map((id) => ({ id, cells: { name: `甲${id}`, note: null } }));
  const pages = new PageStore({ fetchPage: () => Promise.resolve({ rows, next: null }) });
  pages.setCount(3, true);
  await pages.load({ from: 0, to: 3 });
  return pages;
}

/** A queue whose batches are answered by hand. */
async function queueByHand() {
  const pages = await table();
  const sent: { batch: Batch; answer: (outcomes: readonly CellOutcome[]) => void; fail: (error: unknown) => void }[] = [];
  const queue = new EditQueue({
    send: (batch) => new Promise((answer, fail) => { sent.push({ batch, answer, fail }); }),
    onSaved: (changes) => { pages.patchCells(changes); },
    wordsOf: (error) => `没有保存：${(error as Error).message}`,
  });
  return { pages, queue, sent, rows: new EditedRows(pages, queue) };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('EditQueue', () => {
  it('shows an edit at once and the stored value once it is saved', async () => {
    const { queue, sent, rows } = await queueByHand();
    queue.add([{ rowId: 2, columnId: 'name', text: '乙厂' }], 'type');
    expect(rows.getRow(1)?.states?.['name']).toEqual({ kind: 'saving', text: '乙厂' });
    sent[0]?.answer([{ rowId: 2, columnId: 'name', result: 'saved', value: '乙厂有限公司' }]);
    await settled();
    expect(rows.getRow(1)).toMatchObject({ cells: { name: '乙厂有限公司' } });
    expect(rows.getRow(1)?.states).toBeUndefined();
  });

  it('sends one batch after the other, in order', async () => {
    const { queue, sent } = await queueByHand();
    queue.add([{ rowId: 1, columnId: 'name', text: '一' }], 'type');
    queue.add([{ rowId: 1, columnId: 'name', text: '二' }], 'type');
    expect(sent).toHaveLength(1);
    sent[0]?.answer(saved(sent[0].batch));
    await settled();
    expect(sent[1]?.batch.edits[0]?.text).toBe('二');
  });

  it('lets a newer edit of the same cell stand when the older one is answered', async () => {
    const { queue, sent, rows } = await queueByHand();
    queue.add([{ rowId: 1, columnId: 'name', text: '一' }], 'type');
    queue.add([{ rowId: 1, columnId: 'name', text: '二' }], 'type');
    sent[0]?.answer(saved(sent[0].batch));
    await settled();
    expect(rows.getRow(0)?.states?.['name']).toEqual({ kind: 'saving', text: '二' });
  });

  it('keeps refused text with its reason until it is let go', async () => {
    const { queue, sent, rows } = await queueByHand();
    queue.add([{ rowId: 1, columnId: 'name', text: '坏' }, { rowId: 2, columnId: 'name', text: '好' }], 'paste');
    sent[0]?.answer([
      { rowId: 1, columnId: 'name', result: 'refused', reason: '读不出' }, { rowId: 2, columnId: 'name', result: 'saved', value: '好' },
    ]);
    await settled();
    expect(rows.getRow(0)?.states?.['name']).toEqual({ kind: 'refused', text: '坏', reason: '读不出' });
    expect(rows.getRow(1)?.cells['name']).toBe('好');
    queue.dismiss(1, 'name');
    expect(rows.getRow(0)?.states).toBeUndefined();
  });

  it('waits without a network and sends everything when it returns', async () => {
    const { queue, sent, rows } = await queueByHand();
    queue.add([{ rowId: 1, columnId: 'name', text: '一' }], 'type');
    sent[0]?.fail(new Offline());
    await settled();
    queue.add([{ rowId: 2, columnId: 'name', text: '二' }], 'type');
    expect(rows.getRow(0)?.states?.['name']).toEqual({ kind: 'queued', text: '一' });
    expect(queue.pending).toHaveLength(2);
    queue.setOnline(true);
    sent[1]?.answer(saved(sent[1].batch));
    await settled();
    sent[2]?.answer(saved(sent[2].batch));
    await settled();
    expect(queue.pending).toHaveLength(0);
    expect(rows.getRow(1)?.cells['name']).toBe('二');
  });

  it('marks every cell of a batch that failed as a whole', async () => {
    const { queue, sent, rows } = await queueByHand();
    queue.add([{ rowId: 1, columnId: 'name', text: '一' }], 'type');
    sent[0]?.fail(new Error('服务器出错'));
    await settled();
    expect(rows.getRow(0)?.states?.['name']).toEqual({ kind: 'refused', text: '一', reason: '没有保存：服务器出错' });
  });

  it('shows both sides of a conflict', async () => {
    const { queue, sent, rows } = await queueByHand();
    queue.add([{ rowId: 1, columnId: 'name', text: '我的' }], 'type');
    const conflict = { mine: '我的', theirs: '对方', base: '甲1', by: '周子昂', at: '2026-03-05T02:22:00Z' };
    sent[0]?.answer([{ rowId: 1, columnId: 'name', result: 'conflict', conflict }]);
    await settled();
    expect(rows.getRow(0)?.states?.['name']).toEqual({ kind: 'conflict', ...conflict });
  });

  it('gives the same row object until something in it changes', async () => {
    const { queue, rows } = await queueByHand();
    queue.add([{ rowId: 1, columnId: 'name', text: '一' }], 'type');
    const before = rows.getRow(0);
    queue.add([{ rowId: 2, columnId: 'name', text: '二' }], 'type');
    expect(rows.getRow(0)).toBe(before);
  });
});
