import { fieldOf } from '@/fields/registry';
import { filterOptions, keysOfValue, labelOf, valueOfOption } from '@/fields/options';
import type { EditorKind } from '@/fields/field_type';
import { shownCell, shownText } from './cells';
import type { CellEdit, CellValue, ChoiceOption, GridColumn, GridRow } from './contract';
import { advance, type Direction } from './navigation';
import { cellsOf, isSingle } from './selection';
import type { Editing, ListState, Session } from './session';

interface Written {
  readonly text: string;
  readonly value?: CellValue;
}

/** Writing into the active cell: begins, follows the text, commits or gives up. */
export class Editor {
  private readonly session: Session;
  private asking: AbortController | undefined;

  constructor(session: Session) {
    this.session = session;
  }

  get current(): Editing | undefined {
    return this.session.state.get().editing;
  }

  /**
   * Begins editing. `replace`: typing, the former text goes; `caret`: the former text is there to be changed.
   * Returns what the editor starts with, or undefined when the cell cannot be written (the reason is then shown).
   */
  begin(mode: Editing['mode'], withText = ''): string | undefined {
    const { session } = this;
    const column = session.activeColumn;
    if (!column || session.bounds.rows === 0) return undefined;
    const refused = session.whyNot(session.selection.active);
    if (refused) {
      session.say(refused);
      return undefined;
    }
    const { editor } = fieldOf(column.kind);
    if (editor === 'toggle') return undefined;
    const record = session.rowAt(session.selection.active.row);
    const initial = mode === 'caret' && !isListed(editor) && !column.appends && record ? shownText(record, column, session.inputs.settings) : '';
    const text = mode === 'caret' ? initial : withText;
    session.screen.reveal(session.selection.active);
    session.state.patch({
      notice: undefined,
      editing: {
        columnId: column.id, row: session.lines.get().rowAt(session.selection.active.row), rowId: record?.id, mode, editor, initial, text,
        list: isListed(editor) ? openList(column, record, text) : undefined,
      },
    });
    if (isListed(editor)) this.askFor(column, text);
    if (record) session.inputs.intents.onEditing?.({ rowId: record.id, columnId: column.id });
    return initial;
  }

  /** The text changed, by keys or by an input method; begins editing when it had not. False: the cell cannot be written. */
  typed(text: string): boolean {
    const { editing } = this.session.state.get();
    if (!editing) return text === '' || this.begin('replace', text) !== undefined;
    const column = this.columnOf(editing);
    const list = editing.list && column ? { ...editing.list, ...filtered(column.options ?? editing.list.matches, text) } : editing.list;
    this.session.state.patch({ editing: { ...editing, text, list } });
    if (list && column) this.askFor(column, text);
    return true;
  }

  /** Arrow keys inside the text from now on, or cells again. */
  switchMode(): void {
    const { current } = this;
    if (current) this.session.state.patch({ editing: { ...current, mode: current.mode === 'caret' ? 'replace' : 'caret' } });
  }

  moveHighlight(by: 1 | -1): void {
    const { current } = this;
    if (!current?.list || current.list.matches.length === 0) return;
    const count = current.list.matches.length;
    const highlight = (current.list.highlight + by + count) % count;
    this.session.state.patch({ editing: { ...current, list: { ...current.list, highlight, moved: true } } });
  }

  /** Backspace without text in a cell of several choices takes the last one away. */
  removeLast(): void {
    const { current } = this;
    if (current?.list) this.session.state.patch({ editing: { ...current, list: { ...current.list, picked: current.list.picked.slice(0, -1) } } });
  }

  /** An option was clicked, or Enter took it. In a cell of several choices it is ticked and the list stays. */
  pick(option: ChoiceOption): void {
    const { current } = this;
    const column = current && this.columnOf(current);
    if (!current || !column) return;
    if (current.editor === 'lists' && current.list) {
      const { picked } = current.list;
      const next = picked.includes(option.key) ? picked.filter((key) => key !== option.key) : [...picked, option.key];
      this.session.state.patch({ editing: { ...current, text: '', list: { ...current.list, ...filtered(column.options ?? [], ''), picked: next } } });
      this.askFor(column, '');
      return;
    }
    this.finish(current, { text: option.label, value: valueOfOption(column.kind, option) });
  }

  /** A day or time was chosen in the calendar. */
  pickValue(value: CellValue, text: string): void {
    const { current } = this;
    if (current) this.finish(current, { text, value });
  }

  /**
   * Writes what stands in the editor and goes on. In lists Enter first takes the highlighted option; with several
   * choices it ticks it and stays. Returns false when editing goes on.
   */
  commit(text: string, direction?: Direction): boolean {
    const editing = this.current;
    if (!editing) return true;
    const byEnter = direction === 'down' || direction === 'up';
    const option = takenOption(editing, text);
    if (option && editing.editor === 'lists' && byEnter) {
      this.pick(option);
      return false;
    }
    this.finish(editing, this.written(editing, text, option));
    if (direction) this.session.select(advance(this.session.selection, direction, this.session.bounds));
    return true;
  }

  /** Ctrl+Enter: the text goes into every selected cell. */
  commitToSelection(text: string): void {
    const editing = this.current;
    const { session } = this;
    if (!editing || isSingle(session.selection)) {
      this.commit(text);
      return;
    }
    const written = this.written(editing, text, takenOption(editing, text));
    this.close();
    if (!written) return;
    const edits: CellEdit[] = [];
    for (const cell of cellsOf(session.selection)) {
      const record = session.rowAt(cell.row);
      const column = session.columnAt(cell.col);
      if (!record || !column || session.whyNot(cell)) continue;
      const { value, ...textOnly } = written;
      edits.push({ rowId: record.id, columnId: column.id, ...(column.id === editing.columnId && value !== undefined ? written : textOnly) });
    }
    session.send(edits, 'fill');
  }

  cancel(): void {
    this.close();
  }

  private finish(editing: Editing, written: Written | undefined): void {
    this.close();
    if (!written) return;
    const { session } = this;
    const send = (rowId: number): void => {
      session.send([{ rowId, columnId: editing.columnId, ...written }], 'type');
    };
    if (editing.rowId !== undefined) {
      send(editing.rowId);
      return;
    }
    // The row was still a grey bar when typing began: the text waits for it.
    void session.inputs.source.load({ from: editing.row, to: editing.row + 1 }).then(() => {
      const rowId = session.inputs.source.getRow(editing.row)?.id;
      if (rowId !== undefined) send(rowId);
    });
  }

  /** What is to be written; undefined when nothing changed. */
  private written(editing: Editing, text: string, option: ChoiceOption | undefined): Written | undefined {
    const column = this.columnOf(editing);
    if (!column) return undefined;
    if (editing.editor === 'lists' && editing.list) return this.writtenChoices(editing, editing.list, column, text, option);
    if (option) return { text: option.label, value: valueOfOption(column.kind, option) };
    if (text === editing.initial && (editing.mode === 'caret' || text === '')) return this.emptied(editing, text);
    return { text };
  }

  /** Nothing typed leaves the cell as it is; text typed and taken away again clears it. */
  private emptied(editing: Editing, text: string): Written | undefined {
    if (editing.mode === 'caret' || editing.editor === 'list' || text !== '') return undefined;
    const column = this.columnOf(editing);
    const record = this.recordOf(editing);
    return column && record && shownText(record, column, this.session.inputs.settings) === '' ? undefined : { text: '' };
  }

  private writtenChoices(
    editing: Editing, list: ListState, column: GridColumn, text: string, option: ChoiceOption | undefined,
  ): Written | undefined {
    const picked = option && !list.picked.includes(option.key) ? [...list.picked, option.key] : list.picked;
    const words = picked.map((key) => labelOf(column, key));
    if (text.trim() !== '' && !option) return { text: [...words, text.trim()].join('、') };
    const record = editing.rowId === undefined ? undefined : this.recordOf(editing);
    const before = record ? keysOfValue(shownCell(record, column.id).value) : [];
    if (before.length === picked.length && before.every((key) => picked.includes(key))) return undefined;
    return { text: words.join('、'), value: picked };
  }

  private recordOf(editing: Editing): GridRow | undefined {
    const { source } = this.session.inputs;
    const row = editing.rowId === undefined ? editing.row : source.indexOf(editing.rowId);
    return row === undefined ? undefined : source.getRow(row);
  }

  private columnOf(editing: Editing): GridColumn | undefined {
    return this.session.inputs.columns.find((column) => column.id === editing.columnId);
  }

  private close(): void {
    this.asking?.abort();
    if (!this.current) return;
    this.session.state.patch({ editing: undefined, composing: false });
    this.session.inputs.intents.onEditing?.(undefined);
  }

  /** Asks the owner for options when the column has too many to carry with it. */
  private askFor(column: GridColumn, text: string): void {
    const { lookup } = this.session.inputs;
    if (!lookup || column.options) return;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.patchList({ loading: true });
    // What an input method shows while composing pinyin has marks between the syllables.
    const query = this.session.state.get().composing ? text.replace(/['’]/g, '') : text;
    lookup(column.id, query, asking.signal).then(
      (matches) => {
        if (!asking.signal.aborted) this.patchList({ matches, highlight: this.placeOfCurrent(matches, text), loading: false });
      },
      () => {
        if (!asking.signal.aborted) this.patchList({ matches: [], loading: false });
      },
    );
  }

  /** Without text the list opens at what the cell holds, with text at the best answer. */
  private placeOfCurrent(matches: readonly ChoiceOption[], text: string): number {
    const { current } = this;
    const record = current && text === '' ? this.recordOf(current) : undefined;
    const keys = current && record ? keysOfValue(shownCell(record, current.columnId).value) : [];
    return Math.max(0, matches.findIndex((option) => keys.includes(option.key)));
  }

  private patchList(change: Partial<ListState>): void {
    const { current } = this;
    if (current?.list) this.session.state.patch({ editing: { ...current, list: { ...current.list, ...change } } });
  }
}

function isListed(editor: EditorKind): boolean {
  return editor === 'list' || editor === 'lists';
}

function filtered(options: readonly ChoiceOption[], text: string): Pick<ListState, 'matches' | 'highlight' | 'moved'> {
  return { matches: filterOptions(options, text), highlight: 0, moved: false };
}

function openList(column: GridColumn, record: GridRow | undefined, text: string): ListState {
  const picked = record ? keysOfValue(shownCell(record, column.id).value) : [];
  const list = filtered(column.options ?? [], text);
  const highlight = text === '' ? Math.max(0, list.matches.findIndex((option) => picked.includes(option.key))) : 0;
  return { ...list, highlight, loading: false, picked: fieldOf(column.kind).editor === 'lists' ? picked : [] };
}

/** The option that Enter or Tab takes: the highlighted one, if something was typed or the highlight was moved. */
function takenOption(editing: Editing, text: string): ChoiceOption | undefined {
  const { list } = editing;
  if (!list || (text.trim() === '' && !list.moved)) return undefined;
  return list.matches[list.highlight];
}
