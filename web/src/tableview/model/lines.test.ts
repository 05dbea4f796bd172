import { describe, expect, it } from 'vitest';
import type { RowGroup } from './contract';
import { Lines } from './lines';

const group = (key: string, count: number, collapsed = false): RowGroup => ({ key, value: key, label: key, count, collapsed });

describe('Lines', () => {
  it('are the records when nothing is grouped', () => {
    const lines = new Lines(5, []);
    expect(lines.at(3)).toEqual({ kind: 'row', row: 3, position: 3 });
    expect(lines.at(5)).toBeUndefined();
    expect(lines.headerOf(3)).toBeUndefined();
  });

  it('put a header before each group', () => {
    const lines = new Lines(6, [group('a', 2), group('b', 4)]);
    expect(lines.count).toBe(8);
    expect([0, 1, 2, 3, 4].map((line) => lines.at(line))).toEqual([
      { kind: 'group', group: 0 }, { kind: 'row', row: 0, position: 0 }, { kind: 'row', row: 1, position: 1 },
      { kind: 'group', group: 1 }, { kind: 'row', row: 2, position: 2 },
    ]);
  });

  it('leave the records of a collapsed group out and count on behind them', () => {
    const lines = new Lines(9, [group('a', 2), group('b', 4, true), group('c', 0), group('d', 3)]);
    expect(lines.positions).toBe(5);
    expect(lines.count).toBe(9);
    expect(lines.rowAt(2)).toBe(6);
    expect(lines.lineAt(2)).toBe(6);
    expect(lines.positionOf(6)).toBe(2);
    expect(lines.positionOf(3)).toBe(2);
  });

  it('agree with each other at every place', () => {
    const lines = new Lines(20, [group('a', 7), group('b', 3, true), group('c', 10)]);
    for (let position = 0; position < lines.positions; position += 1) {
      const line = lines.at(lines.lineAt(position));
      expect(line).toEqual({ kind: 'row', row: lines.rowAt(position), position });
      expect(lines.positionOf(lines.rowAt(position))).toBe(position);
    }
  });

  it('know the header above a line and where the next one comes', () => {
    const lines = new Lines(6, [group('a', 2), group('b', 4)]);
    expect(lines.headerOf(2)).toEqual({ group: 0, line: 0, next: 3 });
    expect(lines.headerOf(7)).toEqual({ group: 1, line: 3, next: 8 });
  });
});
