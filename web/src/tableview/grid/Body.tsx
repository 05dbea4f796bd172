import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { ColumnId, FieldSettings, RowGroup } from '../model/contract';
import type { Line } from '../model/lines';
import { GroupLine } from './GroupLine';
import { useParts } from './parts';
import { RowView } from './RowView';
import { SelectionBoxes } from './SelectionBoxes';
import { useStore } from './use_store';
import { SPARE_LINES } from './viewport';

/** The lines in and around the view. Scrolling within them moves one element and draws nothing. */
export function Body({ groups, groupBy, settings }: { groups: readonly RowGroup[]; groupBy: ColumnId | undefined; settings: FieldSettings }) {
  const { viewport, session, source } = useParts();
  const { from, to, base } = useStore(viewport.window);
  const skimming = useStore(viewport.skimming);
  // Into bars at once; back into cells in slices, so that letting the thumb go blocks nothing.
  const stillSkimming = useDeferredValue(skimming);
  const seen = useStore(viewport.seen);
  const placed = useStore(viewport.placed);
  const lines = useStore(session.lines);
  const columns = useMemo(
    () => placed.filter(({ frozen, index }) => frozen || (index >= seen.from && index < seen.to)),
    [placed, seen],
  );
  const lastFrozen = placed.findLast((column) => column.frozen)?.index ?? -1;
  const by = placed.find(({ column }) => column.id === groupBy)?.column;

  useEffect(() => {
    const wanted = rowsOf(from, to, (line) => lines.at(line));
    if (wanted) source().ensure(wanted);
  }, [from, to, lines, source]);

  // Rows that scroll out hand their elements to those that scroll in: changing text is cheaper than making cells.
  const pool = to - from + (from === 0 ? SPARE_LINES : 0);
  const slots = useSlots(pool);
  const drawn = [];
  for (let line = from; line < to; line += 1) {
    const what = lines.at(line);
    const top = (line - base) * viewport.rowHeight;
    if (what?.kind === 'row') {
      drawn.push(
        <RowView
          key={line % slots} line={line} row={what.row} position={what.position} top={top} columns={columns} lastFrozen={lastFrozen} settings={settings}
          skim={skimming || stillSkimming}
        />,
      );
    } else if (what) {
      const group = groups[what.group];
      if (group) drawn.push(<GroupLine key={`group${line}`} group={group} by={by} line={line} top={top} placed={columns} settings={settings} />);
    }
  }
  return (
    <>
      {drawn}
      <SelectionBoxes base={base} />
    </>
  );
}

/** Number of elements to reuse: it only grows, so that a line keeps its element while it is in sight. */
function useSlots(wanted: number): number {
  const [slots, setSlots] = useState(wanted);
  if (wanted > slots) setSlots(wanted);
  return Math.max(slots, wanted);
}

/** Records among some lines, as one range; undefined when there are only headers. */
function rowsOf(from: number, to: number, at: (line: number) => Line | undefined): { from: number; to: number } | undefined {
  let first: number | undefined;
  let last = 0;
  for (let line = from; line < to; line += 1) {
    const what = at(line);
    if (what?.kind !== 'row') continue;
    first ??= what.row;
    last = what.row;
  }
  return first === undefined ? undefined : { from: first, to: last + 1 };
}

/** Header of the group whose rows are at the top of the view, held there and pushed away by the next one. */
export function StickyGroup({ groups, groupBy, settings }: { groups: readonly RowGroup[]; groupBy: ColumnId | undefined; settings: FieldSettings }) {
  const { viewport, session } = useParts();
  const { top } = useStore(viewport.state);
  const placed = useStore(viewport.placed);
  const lines = useStore(session.lines);
  const height = viewport.rowHeight;
  const header = lines.headerOf(Math.floor(top / height));
  const group = header && groups[header.group];
  if (!header || !group || top <= header.line * height) return null;
  const pushed = Math.min(0, header.next * height - top - height);
  const by = placed.find(({ column }) => column.id === groupBy)?.column;
  return (
    <div className="g-sticky-group" role="presentation">
      <GroupLine group={group} by={by} line={header.line} top={pushed} placed={placed} settings={settings} sticky />
    </div>
  );
}
