import type { Cell } from '../model/selection';
import { addBlock, extendTo, selectCell } from '../model/selection';
import { followPointer } from './drag';
import type { GridParts } from './parts';

/** Presses, drags and double clicks on the cells. */
export class Mouse {
  private readonly parts: GridParts;
  private lastChecked: number | undefined;

  constructor(parts: GridParts) {
    this.parts = parts;
  }

  /** Pointer pressed on the rows. The focus stays with the text area whatever is pressed. */
  down(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    event.preventDefault();
    const act = this.actionOf(event);
    const cell = this.cellAt(event.clientX, event.clientY);
    const { input, session } = this.parts;
    if (act === 'fill') {
      this.dragFill(event);
      return;
    }
    input()?.finish();
    input()?.focus();
    if (act === 'group' || !cell || this.parts.viewport.isBelowLines(event.clientY)) return;
    if (act === 'check' || cell.col === -1) return;
    if (event.button === 2 && session.selection) {
      this.rightPress(cell);
      return;
    }
    if (event.button !== 0) return;
    this.dragSelect(event, cell);
  }

  /** A finished click: boxes, buttons, group headers; on touch screens also the choice of a cell. */
  click(event: MouseEvent): void {
    const act = this.actionOf(event);
    const { session, commands, intents, input } = this.parts;
    const cell = this.cellAt(event.clientX, event.clientY);
    if (act === 'group') {
      const key = closest(event)?.dataset['group'];
      if (key !== undefined) intents().onToggleGroup?.(key);
      return;
    }
    if (!cell) return;
    if (act === 'check' || (act === undefined && cell.col === -1)) {
      commands.toggleCheck(cell.row, event.shiftKey ? this.lastChecked : undefined);
      this.lastChecked = cell.row;
    } else if (act === 'open') {
      const id = session.rowAt(cell.row)?.id;
      if (id !== undefined) intents().onOpen?.(id);
    } else if (act === 'reveal') {
      session.select(selectCell(cell));
      commands.reveal();
    } else if (event instanceof PointerEvent && event.pointerType === 'touch' && cell.col >= 0) {
      input()?.finish();
      session.select(selectCell(cell));
      input()?.focus();
    } else if (session.columnAt(cell.col)?.kind === 'checkbox' && event.target instanceof Element && event.target.closest('.f-check')) {
      commands.filler.toggle();
    }
  }

  doubleClick(event: MouseEvent): void {
    const cell = this.cellAt(event.clientX, event.clientY);
    if (!cell || cell.col < 0 || this.actionOf(event) !== undefined) return;
    this.parts.commands.editor.begin('caret');
    this.parts.input()?.focus();
  }

  private actionOf(event: Event): string | undefined {
    return closest(event)?.dataset['act'];
  }

  /** Visible position and column under a point; undefined over a group header or right of the table. */
  private cellAt(x: number, y: number): Cell | undefined {
    const { viewport, session } = this.parts;
    const hit = viewport.hit(x, y);
    if (hit?.col === undefined) return undefined;
    const line = session.lines.get().at(hit.line);
    return line?.kind === 'row' ? { row: line.position, col: hit.col } : undefined;
  }

  private rightPress(cell: Cell): void {
    const { session } = this.parts;
    session.select(selectCell(cell), undefined);
  }

  private dragSelect(event: PointerEvent, cell: Cell): void {
    const { session, viewport } = this.parts;
    const { selection } = session;
    const more = event.ctrlKey || event.metaKey;
    session.select(event.shiftKey ? extendTo(selection, cell) : more ? addBlock(selection, cell) : selectCell(cell), cell);
    followPointer(event, {
      move: (x, y) => {
        const over = this.cellAt(x, y);
        if (over) session.select(extendTo(session.selection, { row: over.row, col: Math.max(0, over.col) }), undefined);
      },
      end: () => undefined,
      view: () => this.dragView(),
      scroll: (down, right) => { viewport.scrollBy(down, right); },
    });
  }

  private dragFill(event: PointerEvent): void {
    const { commands, session, viewport } = this.parts;
    followPointer(event, {
      move: (x, y) => {
        const over = this.cellAt(x, y);
        if (over) commands.filler.dragTo({ row: over.row, col: Math.max(0, over.col) });
      },
      end: (cancelled) => {
        if (cancelled) session.state.patch({ fill: undefined });
        else commands.filler.drop();
      },
      view: () => this.dragView(),
      scroll: (down, right) => { viewport.scrollBy(down, right); },
    });
  }

  /** The part of the view that scrolls: right of the frozen columns, below the header. */
  private dragView() {
    const box = this.parts.viewport.bounds();
    return box && { top: box.top + 32, bottom: box.bottom, left: box.left + this.parts.viewport.frozenEdge - 24, right: box.right };
  }
}

function closest(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-act]') : null;
}
