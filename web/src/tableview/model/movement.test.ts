import { describe, expect, it } from 'vitest';
import { commandFor, type Key, type Mode } from './keyboard';
import { advance, edgeFrom, type Ground, move } from './navigation';
import { activeColumnIn, addBlock, cellsOf, clampSelection, extendTo, rowSignature, selectBlock, selectCell, shiftRows, signatureHas } from './selection';

const key = (name: string, held: Partial<Key> = {}): Key => ({ key: name, ctrl: false, shift: false, alt: false, composing: false, ...held });

describe('keys', () => {
  it('never act while an input method composes', () => {
    for (const mode of ['rest', 'replace', 'caret'] as Mode[]) {
      for (const name of ['Enter', 'Escape', 'Tab', 'ArrowDown', 'Delete', 'F2', ' ', 'a']) {
        expect(commandFor(key(name, { composing: true }), mode, 'line', false)).toBeUndefined();
      }
    }
  });

  it('leave text and the native clipboard to the browser', () => {
    for (const name of ['a', '1', ' ', '中']) expect(commandFor(key(name), 'rest', 'line', true)).toBeUndefined();
    for (const name of ['c', 'x', 'v']) expect(commandFor(key(name, { ctrl: true }), 'rest', 'line', true)).toBeUndefined();
    expect(commandFor(key('z', { ctrl: true }), 'replace', 'line', false)).toBeUndefined();
  });

  it.each([
    ['Enter', {}, 'advance'], ['Tab', {}, 'advance'], ['F2', {}, 'edit'], ['Delete', {}, 'clear'], ['Backspace', {}, 'editEmpty'], ['Home', {}, 'move'],
    ['End', { ctrl: true }, 'corner'], ['PageDown', {}, 'move'], ['Escape', {}, 'escape'], ['z', { ctrl: true }, 'undo'], ['Z', { ctrl: true, shift: true }, 'redo'],
    ['y', { ctrl: true }, 'redo'], ['D', { ctrl: true }, 'fillDown'], ['r', { ctrl: true }, 'fillRight'], ['a', { ctrl: true }, 'selectAll'], ['Enter', { ctrl: true }, 'open'],
    ['ContextMenu', {}, 'menu'], ['ArrowDown', { alt: true }, 'edit'],
  ] as const)('%s %j at rest means %s', (name, held, meaning) => {
    expect(commandFor(key(name, held), 'rest', 'line', true)?.do).toBe(meaning);
  });

  it('use the space bar only for checkboxes', () => {
    expect(commandFor(key(' '), 'rest', 'toggle', true)).toEqual({ do: 'toggle' });
  });

  it('leave the cell by arrows after typing but not with the caret in the text', () => {
    expect(commandFor(key('ArrowRight'), 'replace', 'line', false)).toEqual({ do: 'commit', direction: 'right' });
    expect(commandFor(key('ArrowRight'), 'caret', 'line', false)).toBeUndefined();
    expect(commandFor(key('ArrowDown'), 'replace', 'list', false)).toEqual({ do: 'highlight', by: 1 });
    expect(commandFor(key('Enter', { alt: true }), 'caret', 'lines', false)).toEqual({ do: 'newline' });
  });
});

/** `#` is filled, `.` empty. */
function ground(...rows: string[]): Ground {
  return { rows: rows.length, cols: rows[0]?.length ?? 0, pageRows: 3, isEmpty: ({ row, col }) => rows[row]?.[col] !== '#' };
}

describe('moving', () => {
  it('stops at the borders', () => {
    const small = ground('##', '##');
    expect(move(selectCell({ row: 0, col: 0 }), 'up', 'cell', false, small).active).toEqual({ row: 0, col: 0 });
    expect(move(selectCell({ row: 0, col: 0 }), 'right', 'border', false, small).active).toEqual({ row: 0, col: 1 });
  });

  it('jumps to the edge of what is filled with Ctrl', () => {
    const table = ground('#', '#', '#', '.', '.', '#', '#');
    expect(edgeFrom({ row: 0, col: 0 }, 'down', table)).toEqual({ row: 2, col: 0 });
    expect(edgeFrom({ row: 2, col: 0 }, 'down', table)).toEqual({ row: 5, col: 0 });
    expect(edgeFrom({ row: 5, col: 0 }, 'down', table)).toEqual({ row: 6, col: 0 });
    expect(edgeFrom({ row: 3, col: 0 }, 'up', table)).toEqual({ row: 2, col: 0 });
  });

  it('extends from the far corner and keeps the active cell', () => {
    const table = ground('####', '####', '####');
    const extended = move(move(selectCell({ row: 1, col: 1 }), 'down', 'cell', true, table), 'right', 'cell', true, table);
    expect(extended.active).toEqual({ row: 1, col: 1 });
    expect([...cellsOf(extended)]).toHaveLength(4);
  });

  it('returns with Enter to the column where Tab began', () => {
    const bounds = { rows: 5, cols: 5 };
    let at = selectCell({ row: 1, col: 2 });
    at = advance(advance(at, 'right', bounds), 'right', bounds);
    expect(at.active).toEqual({ row: 1, col: 4 });
    expect(advance(at, 'down', bounds).active).toEqual({ row: 2, col: 2 });
    expect(advance(at, 'right', bounds).active).toEqual({ row: 2, col: 0 });
  });

  it('walks round inside a block', () => {
    const block = selectBlock({ top: 1, left: 1, bottom: 2, right: 2 });
    const bounds = { rows: 9, cols: 9 };
    const path = ['right', 'right', 'right', 'right'].reduce((seen, direction) => {
      seen.push(advance(seen.at(-1) ?? block, direction as 'right', bounds));
      return seen;
    }, [block]).map(({ active }) => `${active.row}${active.col}`);
    expect(path).toEqual(['11', '12', '21', '22', '11']);
    expect(advance(block, 'down', bounds).active).toEqual({ row: 2, col: 1 });
  });
});

describe('selection', () => {
  it('counts cells of overlapping blocks once', () => {
    const two = extendTo(addBlock(selectBlock({ top: 0, left: 0, bottom: 2, right: 2 }), { row: 2, col: 2 }), { row: 3, col: 3 });
    expect([...cellsOf(two)]).toHaveLength(9 + 3);
  });

  it('gives rows a signature that changes only with their own cells', () => {
    const block = selectBlock({ top: 2, left: 1, bottom: 4, right: 3 });
    expect(rowSignature(block, 1)).toBe('');
    expect(rowSignature(block, 3)).toBe('1-3');
    expect(signatureHas('1-3,12-14', 13)).toBe(true);
    expect(signatureHas('1-3,12-14', 4)).toBe(false);
    expect(activeColumnIn(block, 2)).toBe(1);
    expect(activeColumnIn(selectCell({ row: 2, col: 1 }), 2)).toBeUndefined();
  });

  it('stays inside a table that became smaller and moves with its rows', () => {
    const block = selectBlock({ top: 2, left: 1, bottom: 40, right: 3 });
    expect(clampSelection(block, { rows: 10, cols: 3 }).focus).toEqual({ row: 9, col: 2 });
    expect(shiftRows(block, 3).active).toEqual({ row: 5, col: 1 });
    const inside = selectCell({ row: 1, col: 1 });
    expect(clampSelection(inside, { rows: 10, cols: 3 })).toBe(inside);
  });
});
