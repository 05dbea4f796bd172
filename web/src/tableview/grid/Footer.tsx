import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/fields/registry';
import type { FieldSettings, RowSource } from '../model/contract';
import { figuresOf } from '../model/aggregate';
import { useParts } from './parts';
import { usePart, useStore } from './use_store';

/** Rows and groups on the left; figures of the selection, then the totals under their columns. */
export function Footer({ source, settings }: { source: RowSource; settings: FieldSettings }) {
  const { viewport } = useParts();
  const { t } = useTranslation('grid');
  const placed = useStore(viewport.placed);
  const { left, width } = useStore(viewport.state);
  const summed = placed.filter(({ column }) => column.sums && typeof source.sums[column.id] === 'number');
  const first = summed[0];
  const edge = first ? Math.min(first.frozen ? first.left : first.left - left, width) : width;
  const count = t('rows', { count: source.rowCount });
  return (
    <div className="g-foot" role="presentation" onMouseDown={(event) => { event.preventDefault(); }}>
      <span className="g-foot-count">
        {source.rowCountIsExact ? count : t('about', { count })}
        {source.groups.length > 0 && t('groups', { count: source.groups.length })}
      </span>
      <span className="g-foot-figures" style={{ right: Math.max(0, width - Math.max(edge, 420)) }}>
        <SelectionFigures settings={settings} />
        {first && <span className="g-foot-label">{t('total', { column: first.column.label })}</span>}
      </span>
      {summed.map(({ column, index, left: x, width: wide, frozen }) => (
        <b key={column.id} className="g-foot-sum" data-column={index} style={{ left: Math.max(frozen ? x : x - left, index === first?.index ? 420 : 0), width: wide }}>
          {fieldOf(column.kind).words(source.sums[column.id] ?? 0, column, settings)}
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
