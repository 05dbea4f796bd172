import { IconAlertCircle, IconLock, IconPlugConnectedX } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/fields/registry';
import type { CellState, CellValue, FieldSettings, GridColumn } from '../model/contract';

export interface CellViewProps {
  readonly id: string;
  readonly index: number;
  readonly column: GridColumn;
  readonly edge: boolean;
  readonly value: CellValue;
  readonly state: CellState | undefined;
  readonly masked: boolean;
  readonly locked: string | undefined;
  readonly presence: string | undefined;
  readonly tone: 'amber' | 'red' | undefined;
  /** The number or address reaches nobody. */
  readonly dead: boolean;
  readonly inRange: boolean;
  /** It is the active cell of a block. */
  readonly active: boolean;
  readonly settings: FieldSettings;
}

/** One cell. Drawn again only when its own value or state changes. */
export const CellView = memo(function CellView(props: CellViewProps) {
  const { id, index, column, state, masked, locked, presence, dead, inRange } = props;
  const { editor } = fieldOf(column.kind);
  const readOnly = column.writable === 'never' || editor === 'none' || locked !== undefined;
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={index + 2}
      aria-selected={inRange}
      aria-readonly={readOnly || undefined}
      aria-invalid={state?.kind === 'refused' || undefined}
      className={classOf(props, readOnly)}
      style={{ gridColumn: index + 2 }}
      {...tipOf(props)}
    >
      {dead && <DeadMark label={column.label} />}
      <Content {...props} />
      {state?.kind === 'refused' && <IconAlertCircle className="g-refused-mark" size={14} stroke={1.75} />}
      {state?.kind === 'saving' && <i className="g-ring" />}
      {(state?.kind === 'queued' || state?.kind === 'conflict') && <i className={`g-corner g-corner-${state.kind}`} />}
      {state?.kind === 'changed' && <i key={state.at} className="g-changed" />}
      {masked && <button type="button" tabIndex={-1} className="g-eye" data-act="reveal" aria-hidden="true" />}
      {locked !== undefined && <IconLock className="g-lock" size={14} stroke={1.75} />}
      {presence !== undefined && <span className="g-presence">{presence}</span>}
    </div>
  );
});

function classOf({ column, edge, state, masked, presence, tone, dead, inRange, active }: CellViewProps, readOnly: boolean): string {
  const align = column.align ?? fieldOf(column.kind).align;
  const names = ['g-cell', `g-${align}`];
  if (edge) names.push('g-edge');
  if (inRange && !active) names.push('g-in');
  if (state && state.kind !== 'changed') names.push(`g-is-${state.kind}`);
  if (masked) names.push('g-masked');
  if (presence !== undefined) names.push('g-is-present');
  if (readOnly) names.push('g-readonly');
  if (column.emphasis) names.push(`g-${column.emphasis}`);
  if (column.kind === 'status') names.push('g-status');
  if (tone) names.push(`g-tone-${tone}`);
  if (dead) names.push('g-dead');
  return names.join(' ');
}

function tipOf({ state, dead, column }: CellViewProps): Record<string, string> {
  if (state?.kind === 'refused') return { 'data-tip': state.reason, 'data-tip-tone': 'red' };
  if (state?.kind === 'queued') return { 'data-tip-key': 'queued' };
  if (state?.kind === 'changed') return { 'data-tip-key': 'changed', 'data-tip-by': state.by, 'data-tip-at': state.at };
  return dead ? { 'data-tip-key': 'dead', 'data-tip-by': column.label } : {};
}

function DeadMark({ label }: { label: string }) {
  const { t } = useTranslation('grid');
  return <IconPlugConnectedX role="img" aria-label={t('dead', { by: label })} className="g-dead-mark" size={12} stroke={1.75} />;
}

/** The value as its kind draws it; text the server has not read stands as it was typed. */
function Content({ column, value, state, settings }: CellViewProps) {
  const waits = state?.kind === 'saving' || state?.kind === 'queued';
  if (waits && state.value === undefined && state.text !== undefined) return <span className="f-text">{state.text}</span>;
  if (state?.kind === 'refused') return <span className="f-text">{state.text}</span>;
  if (state?.kind === 'conflict' && state.mineText !== undefined) return <span className="f-text">{state.mineText}</span>;
  const shown = waits && state.value !== undefined ? state.value : state?.kind === 'conflict' ? state.mine : value;
  const { Display } = fieldOf(column.kind);
  if (shown === null) return column.kind === 'checkbox' ? <Display value={false} column={column} settings={settings} /> : null;
  return <Display value={shown} column={column} settings={settings} />;
}
