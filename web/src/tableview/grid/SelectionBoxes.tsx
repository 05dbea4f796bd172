import { blocksOf, type Block, isSingle } from '../model/selection';
import { useParts } from './parts';
import { usePart, useStore } from './use_store';

interface Box {
  readonly key: string;
  readonly block: Block;
  readonly name: string;
  readonly handle: boolean;
}

/**
 * Frames of the selection, of what was copied and of a fill. They lie over the cells, so that moving the selection draws
 * no cell. Each is drawn twice, once with the columns that scroll and once held with the frozen ones.
 */
export function SelectionBoxes({ base }: { base: number }) {
  const { session, viewport } = useParts();
  useStore(viewport.placed);
  const selection = usePart(session.state, (state) => state.selection);
  const copied = usePart(session.state, (state) => state.copied);
  const fill = usePart(session.state, (state) => state.fill);
  const editing = usePart(session.state, (state) => state.editing !== undefined);
  const { active } = selection;
  const boxes: Box[] = [];
  if (!isSingle(selection)) {
    const blocks = blocksOf(selection);
    blocks.forEach((block, index) => {
      boxes.push({ key: `range${index}`, block, name: 'g-box-range', handle: index === blocks.length - 1 && blocks.length === 1 && !editing });
    });
  }
  const single = isSingle(selection);
  if (session.bounds.rows > 0) {
    const block = { top: active.row, bottom: active.row, left: active.col, right: active.col };
    boxes.push({ key: 'active', block, name: 'g-box-active', handle: single && !editing });
  }
  if (copied) boxes.push({ key: 'copied', block: copied.block, name: 'g-box-copied', handle: false });
  if (fill) boxes.push({ key: 'fill', block: fill.area, name: 'g-box-fill', handle: false });
  return (
    <>
      <div className="g-boxes g-boxes-rest" role="presentation" style={{ clipPath: `inset(-1e7px -1e7px -1e7px ${viewport.frozenEdge - 1}px)` }}>
        <div className="g-boxes g-shift" style={{ left: -viewport.state.get().left }}>{boxes.map((box) => <Frame key={box.key} box={box} base={base} frozen={false} />)}</div>
      </div>
      <div className="g-boxes" role="presentation">{boxes.map((box) => <Frame key={box.key} box={box} base={base} frozen />)}</div>
    </>
  );
}

/** The part of a frame that lies in the frozen columns, or in the others. */
function Frame({ box, base, frozen }: { box: Box; base: number; frozen: boolean }) {
  const { viewport, session } = useParts();
  const placed = useStore(viewport.placed);
  const lines = useStore(session.lines);
  const window = useStore(viewport.window);
  const lastFrozen = placed.findLast((column) => column.frozen)?.index ?? -1;
  const left = frozen ? box.block.left : Math.max(box.block.left, lastFrozen + 1);
  const right = frozen ? Math.min(box.block.right, lastFrozen) : Math.min(box.block.right, placed.length - 1);
  if (left > right) return null;
  // Far beyond the window a frame ends out of sight: a box over a million rows must not be millions of pixels high.
  const first = lines.lineAt(box.block.top);
  const last = lines.lineAt(box.block.bottom);
  if (first > window.to || last < window.from) return null;
  const topLine = Math.max(first, window.from - 2);
  const bottomLine = Math.min(last, window.to + 1);
  const from = placed[left];
  const to = placed[right];
  if (!from || !to) return null;
  const height = viewport.rowHeight;
  const opens = left > box.block.left ? ' g-open-left' : '';
  const ends = right < box.block.right ? ' g-open-right' : '';
  return (
    <div
      className={`${box.name}${opens}${ends}`}
      style={{ top: (topLine - base) * height, height: (bottomLine - topLine + 1) * height, left: from.left, width: to.left + to.width - from.left }}
    >
      {box.handle && ends === '' && bottomLine === last && <i className="g-handle" data-act="fill" />}
    </div>
  );
}

/** Values a fill would write, shown before the handle is let go. */
export function FillPreview() {
  const { viewport, session, commands } = useParts();
  const fill = usePart(session.state, (state) => state.fill);
  const { top, left } = useStore(viewport.state);
  const window = useStore(viewport.window);
  const lines = useStore(session.lines);
  if (!fill) return null;
  const cells = commands.filler.preview().filter(({ cell }) => {
    const line = lines.lineAt(cell.row);
    return line >= window.from && line <= window.to;
  });
  return (
    <div className="g-previews" data-scroll={`${top},${left}`} aria-hidden="true">
      {cells.map(({ cell, text, value }) => {
        const rect = viewport.rectOf(cell);
        const column = session.columnAt(cell.col);
        if (!rect || !column) return null;
        return (
          <div key={`${cell.row}:${cell.col}`} className="g-preview" style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.width, height: rect.height }}>
            {commands.filler.wordsOf(value, text, column)}
          </div>
        );
      })}
    </div>
  );
}
