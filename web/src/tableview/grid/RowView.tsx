import { IconCheck } from '@tabler/icons-react';
import { memo, useSyncExternalStore } from 'react';
import { isChecked } from '../model/commands';
import type { FieldSettings } from '../model/contract';
import type { PlacedColumn } from '../model/geometry';
import { activeColumnIn, rowSignature, signatureHas } from '../model/selection';
import { CellView } from './CellView';
import { useParts } from './parts';
import { usePart } from './use_store';

export interface RowViewProps {
  readonly line: number;
  readonly row: number;
  readonly position: number;
  readonly top: number;
  /** Columns to draw, frozen ones included. */
  readonly columns: readonly PlacedColumn[];
  readonly lastFrozen: number;
  readonly settings: FieldSettings;
  /** Draw bars only: the row is not loaded, or flies past. */
  readonly skim: boolean;
}

/** One record. Hears of the source and of the selection by itself and draws only when its own part changed. */
export const RowView = memo(function RowView({ line, row, position, top, columns, lastFrozen, settings, skim }: RowViewProps) {
  const { session, source, viewport, id } = useParts();
  const store = source();
  const record = useSyncExternalStore(store.subscribe, () => store.getRow(row));
  const signature = usePart(session.state, ({ selection }) => rowSignature(selection, position));
  const active = usePart(session.state, ({ selection }) => activeColumnIn(selection, position));
  const checked = usePart(session.state, ({ checks }) => record !== undefined && isChecked(checks, record.id));
  const names = ['g-row'];
  if (checked) names.push('g-checked');
  if (record?.left) names.push('g-left-filter');
  if (record?.open) names.push('g-open');
  if (record?.presence) names.push('g-has-presence');
  if (!record || skim) return <Bars line={line} position={position} top={top} />;
  const draw = ({ column, index }: PlacedColumn) => (
    <CellView
      key={column.id}
      id={`${id}-${record.id}-${column.id}`}
      index={index}
      column={column}
      edge={index === lastFrozen}
      value={record.cells[column.id] ?? null}
      state={record.states?.[column.id]}
      masked={record.masked?.has(column.id) ?? false}
      locked={record.locked?.[column.id]}
      presence={record.presence?.[column.id]}
      tone={record.tones?.[column.id]}
      dead={record.dead?.has(column.id) ?? false}
      inRange={signatureHas(signature, index)}
      active={index === active}
      settings={settings}
    />
  );
  return (
    <div role="row" aria-rowindex={line + 2} aria-selected={checked} className={names.join(' ')} style={{ top }}>
      <div role="presentation" className="g-held">
        <Gutter position={position} checked={checked} />
        {columns.filter(({ frozen }) => frozen).map(draw)}
      </div>
      <div role="presentation" className="g-shift" style={{ left: -viewport.state.get().left }}>
        {columns.filter(({ frozen }) => !frozen).map(draw)}
      </div>
    </div>
  );
});

const TICK = <IconCheck size={12} stroke={3} />;

/** Number of the row; under the pointer its box and the way to open it. */
function Gutter({ position, checked }: { position: number; checked: boolean }) {
  return (
    <div role="gridcell" aria-colindex={1} className="g-cell g-gutter" style={{ gridColumn: 1 }}>
      <span className="g-rowno">{position + 1}</span>
      <span role="checkbox" aria-checked={checked} aria-label={String(position + 1)} data-act="check" className={checked ? 'f-check f-check-on' : 'f-check'}>
        {checked && TICK}
      </span>
      <button type="button" tabIndex={-1} aria-hidden="true" className="g-expand" data-act="open" />
    </div>
  );
}

/** A row on its way or flying past: its number and a grey bar in every column, one element whatever the columns. */
function Bars({ line, position, top }: { line: number; position: number; top: number }) {
  return (
    <div role="row" aria-rowindex={line + 2} aria-busy="true" className="g-row" style={{ top }}>
      <div role="gridcell" aria-colindex={1} className="g-bars"><span className="g-rowno">{position + 1}</span></div>
    </div>
  );
}
