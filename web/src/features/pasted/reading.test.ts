import { describe, expect, it } from 'vitest';
import { countEntries, itemText, readingPieces, rejectAll, turnOver, withRejected } from './reading';
import type { CellReading } from './types';

const reading: CellReading = {
  text: '🙏3/5 电话；明天发报价',
  items: [
    { key: 'e0', kind: 'entry', span: [1, 13], day: '2026-03-05', precision: 'day', words: '电话', kept: true },
    { key: 'p0', kind: 'promise', span: [8, 13], day: '2026-03-06', precision: 'day', words: '我方承诺', kept: true },
  ],
};

describe('the reading of a follow-up cell', () => {
  it('cuts the text into pieces that together are the text, by characters', () => {
    const pieces = readingPieces(reading);
    expect(pieces.map((piece) => piece.text).join('')).toBe(reading.text);
    expect(pieces.map((piece) => [piece.text, piece.kind])).toEqual([['🙏', null], ['3/5 电话；', 'entry'], ['明天发报价', 'promise']]);
    expect(reading.items.map((item) => itemText(reading, item))).toEqual(['3/5 电话；明天发报价', '明天发报价']);
  });

  it('turns one over and leaves the others as they are', () => {
    expect(turnOver(reading, 'p0')).toEqual(['p0']);
    const rejected = { ...reading, items: reading.items.map((item) => ({ ...item, kept: item.key !== 'p0' })) };
    expect(turnOver(rejected, 'p0')).toEqual([]);
    expect(turnOver(rejected, 'e0')).toEqual(['e0', 'p0']);
    expect(readingPieces(rejected).some((piece) => piece.kind === 'promise')).toBe(false);
    expect(rejectAll(reading)).toEqual(['e0', 'p0']);
  });

  it('counts the follow-ups it becomes; one without any entry', () => {
    expect(countEntries(reading)).toBe(1);
    const two = { ...reading, items: [...reading.items, ...reading.items.slice(0, 1).map((item) => ({ ...item, key: 'e1' }))] };
    expect(countEntries(two)).toBe(2);
    expect(countEntries(withRejected(two, ['e0']))).toBe(1);
    expect(countEntries(withRejected(two, ['e0', 'e1']))).toBe(1);
  });
});
