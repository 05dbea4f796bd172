import { clamp } from './geometry';
import { Clipboard } from './clipboard';
import type { CellValue, RowChecks, RowId } from './contract';
import { Editor } from './editing';
import { Filler } from './filling';
import type { Command } from './keyboard';
import { advance, move } from './navigation';
import { extendTo, isSingle, selectBlock, selectCell } from './selection';
import type { Session } from './session';

/** Text field as the commands need it. */
export interface TextBox {
  get(): string;
  insert(text: string): void;
}

/** Carries out what a key means. */
export class Commands {
  readonly editor: Editor;
  readonly clipboard: Clipboard;
  readonly filler: Filler;
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
    this.editor = new Editor(session);
    this.clipboard = new Clipboard(session);
    this.filler = new Filler(session);
  }

  run(command: Command, box: TextBox): void {
    switch (command.do) {
      case 'move':
        this.session.select(move(this.session.selection, command.direction, command.reach, command.extend, this.session.ground));
        break;
      case 'corner': this.toCorner(command.end, command.extend); break;
      case 'advance': this.advance(command.direction); break;
      case 'commit': this.editor.commit(box.get(), command.direction); break;
      case 'highlight': this.editor.moveHighlight(command.by); break;
      case 'newline': box.insert('\n'); break;
      case 'fillSelection': this.editor.commitToSelection(box.get()); break;
      default: this.runPlain(command.do);
    }
  }

  private runPlain(name: Command['do']): void {
    const { session, editor, filler } = this;
    switch (name) {
      case 'edit': editor.begin('caret'); break;
      case 'editEmpty': editor.begin('replace'); break;
      case 'cancel': editor.cancel(); break;
      case 'caret': editor.switchMode(); break;
      case 'removeLast': editor.removeLast(); break;
      case 'toggle': filler.toggle(); break;
      case 'clear': filler.clear(); break;
      case 'fillDown': filler.repeat('down'); break;
      case 'fillRight': filler.repeat('right'); break;
      case 'undo': session.inputs.intents.onUndo?.(); break;
      case 'redo': session.inputs.intents.onRedo?.(); break;
      case 'selectAll': this.selectAll(); break;
      case 'open': this.open(); break;
      case 'menu': session.state.patch({ menu: session.activeColumn?.id }); break;
      case 'escape': this.escape(); break;
      case 'keepMine': this.resolve('mine'); break;
      case 'keepTheirs': this.resolve('theirs'); break;
      case 'check': this.checkSelected(); break;
      default: break;
    }
  }

  /** A conflict of the active cell is settled. */
  resolve(keep: 'mine' | 'theirs'): void {
    const { row, column } = this.active();
    if (row && column && row.states?.[column.id]?.kind === 'conflict') this.session.inputs.intents.onResolveConflict?.(row.id, column.id, keep);
  }

  reveal(): void {
    const { row, column } = this.active();
    if (row && column && row.masked?.has(column.id)) this.session.inputs.intents.onReveal?.(row.id, column.id);
  }

  open(): void {
    const { row } = this.active();
    if (row) this.session.inputs.intents.onOpen?.(row.id);
  }

  /** Value of the active cell, for "filter by this". */
  activeValue(): CellValue | undefined {
    const { row, column } = this.active();
    return row && column ? (row.cells[column.id] ?? null) : undefined;
  }

  /** Ticks or unticks a row; with `through` all rows from the last one ticked. */
  toggleCheck(position: number, through: number | undefined): void {
    const { checks } = this.session.state.get();
    const ids = new Set(checks.all ? checks.except : checks.ids);
    const row = this.session.rowAt(position);
    if (!row) return;
    const willBeMember = !ids.has(row.id);
    const from = Math.min(position, through ?? position);
    const to = Math.max(position, through ?? position);
    for (let at = from; at <= to; at += 1) {
      const id = this.session.rowAt(at)?.id;
      if (id !== undefined) setMember(ids, id, willBeMember);
    }
    this.session.setChecks(checks.all ? { all: true, except: ids } : { all: false, ids });
  }

  /** Shift+Space: the selected rows are ticked, or unticked when the active one was. */
  private checkSelected(): void {
    const { anchor, focus } = this.session.selection;
    this.toggleCheck(anchor.row, focus.row);
  }

  /** The box in the header: all rows of the filter, or none. */
  toggleAll(): void {
    const { checks } = this.session.state.get();
    const none = !checks.all && checks.ids.size === 0;
    this.session.setChecks(none ? { all: true, except: new Set() } : { all: false, ids: new Set() });
  }

  selectColumn(col: number, extend: boolean): void {
    const last = this.session.bounds.rows - 1;
    const { selection } = this.session;
    const from = extend ? selection.anchor.col : col;
    if (last < 0) return;
    this.session.select(
      { ...selectBlock({ top: 0, bottom: last, left: Math.min(from, col), right: Math.max(from, col) }, { row: 0, col: from }), anchor: { row: 0, col: from }, focus: { row: last, col } },
      { row: this.firstSeen(), col },
    );
  }

  private firstSeen(): number {
    return clamp(this.session.selection.active.row, 0, this.session.bounds.rows - 1);
  }

  private selectAll(): void {
    const { rows, cols } = this.session.bounds;
    const { active } = this.session.selection;
    if (rows > 0 && cols > 0) this.session.select(selectBlock({ top: 0, left: 0, bottom: rows - 1, right: cols - 1 }, active), active);
  }

  private toCorner(end: boolean, extend: boolean): void {
    const { rows, cols } = this.session.bounds;
    const cell = end ? { row: rows - 1, col: cols - 1 } : { row: 0, col: 0 };
    this.session.select(extend ? extendTo(this.session.selection, cell) : selectCell(cell));
  }

  private advance(direction: 'up' | 'down' | 'left' | 'right'): void {
    if (this.session.state.get().addRows && direction === 'down') {
      this.clipboard.answerAddRows(true);
      return;
    }
    const next = advance(this.session.selection, direction, this.session.bounds);
    this.session.select(next, next.active);
  }

  /** Esc lets go of the nearest thing: a question, a sentence, the copied frame, then the block. */
  private escape(): void {
    const { addRows, copied, notice, fill, selection } = this.session.state.get();
    if (fill) this.session.state.patch({ fill: undefined });
    else if (addRows) this.clipboard.answerAddRows(false);
    else if (notice) this.session.state.patch({ notice: undefined });
    else if (copied) this.clipboard.forget();
    else if (!isSingle(selection)) this.session.select(selectCell(selection.active));
  }

  private active() {
    const { active } = this.session.selection;
    return { row: this.session.rowAt(active.row), column: this.session.columnAt(active.col) };
  }
}

function setMember(ids: Set<RowId>, id: RowId, member: boolean): void {
  if (member) ids.add(id);
  else ids.delete(id);
}

/** Whether a row is ticked. */
export function isChecked(checks: RowChecks, id: RowId): boolean {
  return checks.all ? !checks.except.has(id) : checks.ids.has(id);
}
