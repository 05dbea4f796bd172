import { IconArrowNarrowDown, IconArrowNarrowUp, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { memo, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/fields/registry';
import type { ColumnLayout, SortKey } from '../model/contract';
import { clamp, MIN_COLUMN, type PlacedColumn } from '../model/geometry';
import { dropIndex, moved } from '../model/columns';
import { followPointer } from './drag';
import { fittingWidth } from './fitting_width';
import { useParts } from './parts';
import { usePart, useStore } from './use_store';

/** Pixels a pressed header must travel before it is a drag. */
const DRAG_FROM = 5;

/** Names of the columns: sort state, menu, width by the edge, order by dragging. */
export function Header({ sort }: { sort: readonly SortKey[] }) {
  const { viewport } = useParts();
  const placed = useStore(viewport.placed);
  const [dropAt, setDropAt] = useState<number | undefined>(undefined);
  const lastFrozen = placed.findLast((column) => column.frozen)?.index ?? -1;
  const mark = dropAt === undefined ? undefined : (placed[dropAt]?.left ?? (placed.at(-1)?.left ?? 0) + (placed.at(-1)?.width ?? 0));
  const draw = (column: PlacedColumn) => (
    <HeaderCell key={column.column.id} placed={column} edge={column.index === lastFrozen} sort={sort} onDrop={setDropAt} />
  );
  return (
    <div role="rowgroup" className="g-head" onMouseDown={(event) => { event.preventDefault(); }}>
      <div role="row" aria-rowindex={1} className="g-head-row">
        <div role="presentation" className="g-held">
          <AllBox />
          {placed.filter(({ frozen }) => frozen).map(draw)}
        </div>
        <div role="presentation" className="g-shift" style={{ left: -viewport.state.get().left }}>
          {placed.filter(({ frozen }) => !frozen).map(draw)}
          {mark !== undefined && <i className="g-drop" style={{ left: mark }} />}
        </div>
      </div>
    </div>
  );
}

function AllBox() {
  const { session, commands, input } = useParts();
  const { t } = useTranslation('grid');
  const checks = usePart(session.state, (state) => state.checks);
  const all = checks.all && checks.except.size === 0;
  const some = !all && (checks.all || checks.ids.size > 0);
  return (
    <div role="columnheader" aria-colindex={1} className="g-cell g-gutter g-gutter-head" style={{ gridColumn: 1 }}>
      <span
        role="checkbox" aria-checked={some ? 'mixed' : all} aria-label={t('selectAll')} tabIndex={-1}
        className={`f-check ${all || some ? 'f-check-on' : ''}`} onClick={() => {
          commands.toggleAll();
          input()?.focus();
        }}
      >
        {all && <IconCheck size={12} stroke={3} />}
        {some && <i className="g-mixed" />}
      </span>
    </div>
  );
}

interface HeaderCellProps {
  readonly placed: PlacedColumn;
  readonly edge: boolean;
  readonly sort: readonly SortKey[];
  readonly onDrop: (index: number | undefined) => void;
}

const HeaderCell = memo(function HeaderCell({ placed, edge, sort, onDrop }: HeaderCellProps) {
  const { column, index } = placed;
  const parts = useParts();
  const { t } = useTranslation('grid');
  const key = sort.find(({ columnId }) => columnId === column.id);
  const align = column.align ?? fieldOf(column.kind).align;
  const Arrow = key?.direction === 'desc' ? IconArrowNarrowDown : IconArrowNarrowUp;
  return (
    <div
      role="columnheader" aria-colindex={index + 2} data-column={column.id}
      aria-sort={key ? (key.direction === 'asc' ? 'ascending' : 'descending') : column.sortable ? 'none' : undefined}
      className={`g-cell g-${align} ${edge ? 'g-edge' : ''} ${key ? 'g-sorted' : ''}`}
      style={{ gridColumn: index + 2 }}
      data-tip={column.definition}
      onPointerDown={(event) => { press(event, placed, parts, onDrop); }}
      onContextMenu={(event) => {
        event.preventDefault();
        parts.session.state.patch({ menu: column.id });
      }}
    >
      <span className="f-text">{column.label}</span>
      {key && <Arrow size={14} stroke={1.75} />}
      <button
        type="button" tabIndex={-1} className="g-menu-button" aria-label={t('menuOf', { column: column.label })}
        onPointerDown={(event) => { event.stopPropagation(); }}
        onMouseDown={(event) => { event.preventDefault(); }}
        onClick={() => { parts.session.state.patch({ menu: column.id }); }}
      >
        <IconChevronDown size={14} stroke={1.75} />
      </button>
      <i className="g-resize" onPointerDown={(event) => { resize(event, placed, parts); }} onDoubleClick={() => { fit(placed, parts); }} />
    </div>
  );
});

/** Columns as they stand, for the owner to keep. */
export function layoutOf(placed: readonly PlacedColumn[], width: Readonly<Record<string, number>> = {}): ColumnLayout[] {
  return placed.map(({ column, frozen }) => ({ id: column.id, width: width[column.id] ?? column.width, frozen }));
}

type Parts = ReturnType<typeof useParts>;

/** A double click on the edge makes the column as wide as what is seen in it. */
function fit(placed: PlacedColumn, { viewport, session, intents, settings }: Parts): void {
  const width = fittingWidth(placed.column, session, viewport.window.get(), settings());
  intents().onColumnsChange?.(layoutOf(viewport.placed.get(), { [placed.column.id]: width }));
}

/** A press selects the column; moving on takes the column along. */
function press(event: ReactPointerEvent, placed: PlacedColumn, { viewport, commands, input, intents }: Parts, onDrop: (index: number | undefined) => void): void {
  if (event.button !== 0) return;
  event.preventDefault();
  input()?.finish();
  input()?.focus();
  const startX = event.clientX;
  const { shiftKey } = event;
  let at: number | undefined;
  followPointer(event.nativeEvent, {
    move: (x) => {
      if (Math.abs(x - startX) < DRAG_FROM && at === undefined) return;
      const box = viewport.bounds();
      at = dropIndex(viewport.placed.get(), x - (box?.left ?? 0), viewport.state.get().left, placed.frozen);
      onDrop(at);
    },
    end: (cancelled) => {
      onDrop(undefined);
      if (cancelled) return;
      if (at === undefined) commands.selectColumn(placed.index, shiftKey);
      else intents().onColumnsChange?.(moved(layoutOf(viewport.placed.get()), placed.index, at));
    },
  });
}

function resize(event: ReactPointerEvent, placed: PlacedColumn, { viewport, intents, input }: Parts): void {
  event.preventDefault();
  event.stopPropagation();
  input()?.focus();
  const startX = event.clientX;
  let width = placed.width;
  followPointer(event.nativeEvent, {
    move: (x) => {
      width = clamp(placed.width + x - startX, MIN_COLUMN, 1_200);
      viewport.setWidths({ [placed.column.id]: width });
    },
    end: (cancelled) => {
      const layout = layoutOf(viewport.placed.get(), { [placed.column.id]: width });
      viewport.setWidths({});
      if (!cancelled && width !== placed.width) intents().onColumnsChange?.(layout);
    },
  });
}
