import { beforeEach, describe, expect, it } from 'vitest';
import { figuresOf } from './aggregate';
import { Commands } from './commands';
import type { CellEdit, ChoiceOption, EditKind, GridColumn, GridRow, RowSource, SelectionInfo } from './contract';
import { commandFor } from './keyboard';
import { selectBlock, selectCell } from './selection';
import { Session } from './session';

const STAGES: ChoiceOption[] = [
  { key: '1', label: '初次接触', search: 'chucijiechu', progress: 0.1, stageKind: 'open' }, { key: '5', label: '签约阶段', search: 'qianyuejieduan', progress: 0.9, stageKind: 'open' },
];
const COLUMNS: GridColumn[] = [
  { id: 'number', label: '编号', kind: 'auto_number', width: 90, writable: 'never', sortable: true },
  { id: 'company', label: '公司', kind: 'text', width: 180, writable: 'cell', sortable: true },
  { id: 'amount', label: '金额', kind: 'money', width: 90, writable: 'cell', sortable: true, sums: true },
  { id: 'stage', label: '阶段', kind: 'stage', width: 90, writable: 'verb', sortable: true, options: STAGES },
  { id: 'owner', label: '负责人', kind: 'person', width: 90, writable: 'verb', sortable: true },
  { id: 'products', label: '产品', kind: 'choices', width: 90, writable: 'cell', sortable: false, options: [{ key: 'p1', label: '机械臂' }, { key: 'p2', label: '维保' }] },
  { id: 'log', label: '最近跟进', kind: 'text', width: 90, writable: 'verb', appends: true, sortable: false },
];

/** Rows in memory, some of them not loaded yet. */
class Rows implements RowSource {
  rows: (GridRow | undefined)[];
  rowCountIsExact = true;
  groups = [];
  sums = {};
  private listeners = new Set<() => void>();

  constructor(count: number, private readonly loadedTo = count) {
    this.rows = Array.from({ length: count }, (_, index) => (index < this.loadedTo ? this.make(index + 1) : undefined));
  }

  get rowCount(): number {
    return this.rows.length;
  }

  make(id: number): GridRow {
    return { id, cells: { number: `XS${id}`, company: `甲${id}`, amount: id * 10_000, stage: null, owner: null, products: ['p1'] } };
  }

  getRow = (index: number): GridRow | undefined => this.rows[index];
  indexOf = (id: number): number | undefined => {
    const index = this.rows.findIndex((row) => row?.id === id);
    return index < 0 ? undefined : index;
  };
  ensure = (): void => undefined;

  load = ({ from, to }: { from: number; to: number }): Promise<void> => {
    for (let index = from; index < to; index += 1) this.rows[index] ??= this.make(index + 1);
    return Promise.resolve();
  };

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  put(row: GridRow): void {
    this.rows[row.id - 1] = row;
  }
}

let batches: { edits: readonly CellEdit[]; kind: EditKind }[];
let selections: SelectionInfo[];
let answers: ((options: ChoiceOption[]) => void)[];
let rows: Rows;
let session: Session;
let commands: Commands;
let text: string;

function start(source: Rows): void {
  batches = [];
  selections = [];
  answers = [];
  rows = source;
  text = '';
  session = new Session({
    columns: COLUMNS, source, settings: { language: 'zh-CN', zone: 'Asia/Shanghai', now: () => new Date('2026-03-05T02:00:00Z') },
    intents: {
      onEdit: (edits, kind) => { batches.push({ edits, kind }); },
      onSelectionChange: (selection) => { selections.push(selection); },
    },
    lookup: () => new Promise((answer) => { answers.push(answer); }),
  });
  commands = new Commands(session);
}

/** Puts a text into the editor as typing does. */
function type(next: string): void {
  text = next;
  commands.editor.typed(next);
}

function press(name: string, held: { ctrl?: boolean; shift?: boolean } = {}): void {
  const { editing } = session.state.get();
  const key = { key: name, ctrl: held.ctrl ?? false, shift: held.shift ?? false, alt: false, composing: false };
  const command = commandFor(key, editing?.mode ?? 'rest', editing?.editor ?? 'line', text === '');
  if (command) commands.run(command, { get: () => text, insert: (more) => { type(text + more); } });
}

const at = (row: number, column: string): void => { session.select(selectCell({ row, col: COLUMNS.findIndex(({ id }) => id === column) })); };
const sent = (): unknown[] => batches.flatMap(({ edits }) => edits);
const turn = async (): Promise<void> => { for (let count = 0; count < 4; count += 1) await Promise.resolve(); };

beforeEach(() => { start(new Rows(10)); });

describe('typing', () => {
  it('sends what was typed and goes down', () => {
    at(0, 'company');
    type('无锡厂');
    press('Enter');
    expect(sent()).toEqual([{ rowId: 1, columnId: 'company', text: '无锡厂' }]);
    expect(session.selection.active).toEqual({ row: 1, col: 1 });
  });

  it('sends nothing when nothing changed', () => {
    at(0, 'company');
    press('F2');
    text = commands.editor.current?.text ?? '';
    press('Enter');
    expect(sent()).toEqual([]);
  });

  it('clears when everything is taken away, but not an empty cell', () => {
    at(0, 'company');
    press('Backspace');
    press('Enter');
    expect(sent()).toEqual([{ rowId: 1, columnId: 'company', text: '' }]);
  });

  it('waits for a row that is still on its way', async () => {
    start(new Rows(10, 3));
    at(7, 'company');
    type('早');
    press('Enter');
    await turn();
    expect(sent()).toEqual([{ rowId: 8, columnId: 'company', text: '早' }]);
  });

  it('begins again with what was refused', () => {
    rows.put({ ...rows.make(2), states: { amount: { kind: 'refused', text: '面议', reason: '读不出' } } });
    at(1, 'amount');
    press('F2');
    expect(commands.editor.current?.text).toBe('面议');
  });

  it('stays out of cells that cannot be written and says why', () => {
    at(0, 'number');
    expect(commands.editor.typed('x')).toBe(false);
    expect(session.state.get().notice?.code).toBe('computed');
    rows.put({ ...rows.make(2), locked: { company: '只能看' } });
    at(1, 'company');
    commands.editor.typed('x');
    expect(session.state.get().notice).toMatchObject({ code: 'readOnly', words: '只能看' });
  });
});

describe('lists', () => {
  it('take the best option with its value', () => {
    at(0, 'stage');
    type('qianyue');
    press('Enter');
    expect(sent()).toEqual([{ rowId: 1, columnId: 'stage', text: '签约阶段', value: { id: 5, label: '签约阶段', progress: 0.9, kind: 'open' } }]);
  });

  it('send the text when nothing answers to it, so that nothing typed is lost', () => {
    at(0, 'stage');
    type('随便');
    press('Enter');
    expect(sent()).toEqual([{ rowId: 1, columnId: 'stage', text: '随便' }]);
  });

  it('leave the cell alone when opened and closed', () => {
    at(0, 'stage');
    press('F2');
    press('Enter');
    expect(sent()).toEqual([]);
  });

  it('never take an answer to an earlier question', async () => {
    at(0, 'owner');
    type('周');
    type('何');
    answers[0]?.([{ key: '12', label: '周子昂' }]);
    await turn();
    press('Enter');
    expect(sent()).toEqual([{ rowId: 1, columnId: 'owner', text: '何' }]);
  });

  it('take what the owner found', async () => {
    at(0, 'owner');
    type('何');
    answers[0]?.([{ key: '13', label: '何佳宁' }]);
    await turn();
    press('Enter');
    expect(sent()).toEqual([{ rowId: 1, columnId: 'owner', text: '何佳宁', value: { id: 13, label: '何佳宁' } }]);
  });

  it('tick several and write them once', () => {
    at(0, 'products');
    type('维');
    press('Enter');
    text = '';
    press('Tab');
    expect(sent()).toEqual([{ rowId: 1, columnId: 'products', text: '机械臂、维保', value: ['p1', 'p2'] }]);
  });
});

describe('blocks', () => {
  it('copy and paste exact values within a column, texts elsewhere', () => {
    at(0, 'company');
    press('ArrowRight', { shift: true });
    const copied = commands.clipboard.copy(false);
    expect(copied?.text).toBe('甲1\t100');
    at(4, 'company');
    commands.clipboard.paste(copied?.text ?? '');
    expect(sent()).toEqual([
      { rowId: 5, columnId: 'company', text: '甲1', value: '甲1' }, { rowId: 5, columnId: 'amount', text: '100', value: 10_000 },
    ]);
  });

  it('paste over rows that are not loaded once they are', async () => {
    start(new Rows(10, 3));
    at(2, 'company');
    commands.clipboard.paste('一\n二\n三');
    expect(sent()).toEqual([]);
    await turn();
    expect(batches).toHaveLength(1);
    expect(batches[0]?.edits.map(({ rowId, text: written }) => [rowId, written])).toEqual([[3, '一'], [4, '二'], [5, '三']]);
  });

  it('never paste a mask as a value', () => {
    rows.put({ ...rows.make(1), masked: new Set(['company']) });
    at(0, 'company');
    const copied = commands.clipboard.copy(false);
    at(1, 'company');
    commands.clipboard.paste(copied?.text ?? '');
    expect(batches[0]?.edits[0]).not.toHaveProperty('value');
  });

  it('clear only what is filled', () => {
    session.select(selectBlock({ top: 0, left: 1, bottom: 1, right: 4 }));
    press('Delete');
    expect(batches[0]?.edits.map(({ columnId }) => columnId)).toEqual(['company', 'amount', 'company', 'amount']);
  });

  it('add up what can be added', () => {
    session.select(selectBlock({ top: 0, left: 1, bottom: 3, right: 2 }));
    const figures = figuresOf(session.selection, COLUMNS, (position) => session.rowAt(position));
    expect(figures).toMatchObject({ rows: 4, cols: 2, count: 8, sum: 100_000, mean: 25_000 });
  });
});

describe('a column that appends', () => {
  it('opens empty, and leaving it so writes nothing', () => {
    rows.put({ id: 1, cells: { log: '03-05 电话' } });
    at(0, 'log');
    expect(commands.editor.begin('caret')).toBe('');
    commands.editor.commit('');
    expect(sent()).toEqual([]);
  });

  it('takes lines of a chat as one text, cells of a table as cells', () => {
    at(0, 'log');
    commands.clipboard.paste('3/5 电话\n3/12 拜访');
    expect(sent()).toEqual([{ rowId: 1, columnId: 'log', text: '3/5 电话\n3/12 拜访' }]);
    batches = [];
    commands.clipboard.paste('3/5 电话\n3/12 拜访', true);
    expect(sent()).toEqual([{ rowId: 1, columnId: 'log', text: '3/5 电话' }, { rowId: 2, columnId: 'log', text: '3/12 拜访' }]);
  });
});

describe('rows moving underneath', () => {
  it('keep the selection on its record', () => {
    at(3, 'company');
    rows.rows.unshift({ ...rows.make(99), id: 99 });
    session.refresh();
    expect(session.rowAt(session.selection.active.row)?.id).toBe(4);
  });

  it('keep the selection in its column when columns change place', () => {
    at(3, 'amount');
    session.update({ ...session.inputs, columns: [...COLUMNS].reverse() });
    expect(session.activeColumn?.id).toBe('amount');
  });

  it('begin at the top with nothing ticked when other rows are shown', () => {
    at(3, 'amount');
    commands.toggleCheck(3, undefined);
    session.update({ ...session.inputs, source: new Rows(4) });
    expect(session.selection.active).toEqual({ row: 0, col: 2 });
    expect(session.state.get().checks).toEqual({ all: false, ids: new Set() });
    expect(selections.at(-1)?.checks).toEqual({ all: false, ids: new Set() });
  });

  it('tell the owner what is selected', () => {
    at(3, 'amount');
    expect(selections.at(-1)?.active).toEqual({ rowId: 4, columnId: 'amount' });
  });
});
