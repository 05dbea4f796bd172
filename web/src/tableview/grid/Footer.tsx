import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/fields/registry';
import type { FieldSettings, RowSource } from '../model/contract';
import { figuresOf } from '../model/aggregate';
import type { PlacedColumn } from '../model/geometry';
import { useParts } from './parts';
import { usePart, useStore } from './use_store';

/** Left part of the footer that belongs to the counts, pixels: sums of columns scrolled below it are not shown. */
const COUNTS = 420;

/** Rows and groups on the left; figures of the selection, then the totals under their columns. */
export function Footer({ source, settings }: { source: RowSource; settings: FieldSettings }) {
  const { viewport } = useParts();
  const { t } = useTranslation('grid');
  const placed = useStore(viewport.placed);
  const { left, width } = useStore(viewport.state);
  const at = ({ frozen, left: x }: PlacedColumn): number => (frozen ? x : x - left);
  const summed = placed.filter((column) => column.column.sums && typeof source.sums[column.column.id] === 'number' && at(column) >= COUNTS && at(column) < width);
  const first = summed[0];
  const count = t('rows', { count: source.rowCount });
  return (
    <div className="g-foot" role="presentation" onMouseDown={(event) => { event.preventDefault(); }}>
      <span className="g-foot-count">
        {source.rowCountIsExact ? count : t('about', { count })}
        {source.groups.length > 0 && t('groups', { count: source.groups.length })}
      </span>
      <span className="g-foot-figures" style={{ right: first ? width - at(first) : 0 }}>
        <SelectionFigures settings={settings} />
        {first && <span className="g-foot-label">{t('total', { column: first.column.label })}</span>}
      </span>
      {summed.map((placedColumn) => (
        <b key={placedColumn.column.id} className="g-foot-sum" style={{ left: at(placedColumn), width: placedColumn.width }}>
          {fieldOf(placedColumn.column.kind).words(source.sums[placedColumn.column.id] ?? 0, placedColumn.column, settings)}
        </b>
      ))}
    </div>
  );
}

function SelectionFigures({ settings }: { settings: FieldSettings }) {
  const { session } = useParts();
  const { t } = useTranslation('grid');
  const selection = usePart(session.state, (state) => state.selection);
  useStore(session.lines);
  const figures = figuresOf(selection, session.inputs.columns, (position) => session.rowAt(position));
  if (!figures) return null;
  const { rows, cols, count, sum, mean, column } = figures;
  const words = (value: number): string => (column ? fieldOf(column.kind).words(column.kind === 'money' ? Math.round(value) : Number(value.toPrecision(8)), column, settings) : '');
  return (
    <span className="g-foot-selection" role="status">
      <span>{t('selected', { rows: rows.toLocaleString('en-US'), cols })}</span>
      {count !== undefined && <span>{t('count', { count })}</span>}
      {sum !== undefined && <span>{t('sum')} <b className="lit">{words(sum)}</b></span>}
      {mean !== undefined && <span>{t('mean')} <b className="lit">{words(mean)}</b></span>}
    </span>
  );
}
