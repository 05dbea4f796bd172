import type { TFunction } from 'i18next';
import type { Column, Option, TableSchema, ViewColumn } from '@/api/types';
import type { ChoiceOption, ColumnLayout, GridColumn, Tone } from '@/tableview/model/contract';
import { LAST_FOLLOWUP } from './pastedFollowups';

const TONES: Record<string, Tone> = {
  teal: 'accent', blue: 'accent', green: 'green', orange: 'amber', yellow: 'amber', red: 'red', violet: 'violet', gray: 'neutral',
};
const QUIET = new Set(['number', 'source', LAST_FOLLOWUP]);

function choiceOption({ key, label, color }: Option): ChoiceOption {
  const tone = color === undefined ? undefined : TONES[color];
  return tone ? { key, label, tone } : { key, label };
}

/** Why typing into a column does nothing, or undefined where it does. */
function lockedBecause(column: Column, mayEdit: boolean, t: TFunction<'table'>): string | undefined {
  if (column.writable === 'never') return t('locked.computed', { column: column.label });
  if (!mayEdit) return t('locked.table');
  if (column.right === 'masked') return t('locked.masked', { column: column.label });
  return column.right === 'read' ? t('locked.right', { column: column.label }) : undefined;
}

function gridColumn(column: Column, place: ViewColumn, schema: TableSchema, t: TFunction<'table'>, logs: boolean): GridColumn {
  // 最近跟进 takes new follow-ups without giving up what it shows.
  const appends = logs && column.id === LAST_FOLLOWUP && schema.actions.includes('edit');
  const locked = appends ? undefined : lockedBecause(column, schema.actions.includes('edit'), t);
  const emphasis = column.id === schema.title_column ? 'strong' : QUIET.has(column.id) ? 'quiet' : undefined;
  return {
    id: column.id,
    label: place.label ?? column.label,
    kind: column.kind,
    width: place.width ?? column.width,
    frozen: place.frozen ?? false,
    writable: appends ? 'verb' : locked === undefined ? column.writable : 'never',
    sortable: column.sortable,
    groupable: column.groupable,
    filterable: column.filterable,
    sums: column.sums,
    ...(appends && { appends }),
    ...(locked !== undefined && { readOnlyReason: locked }),
    ...(column.options && { options: column.options.map(choiceOption) }),
    ...(column.unit && { unit: column.unit }),
    ...(emphasis && { emphasis }),
    ...(column.help && { definition: column.help }),
  };
}

/** The grid's columns for a layout; columns hidden from this reader are not there. `logs`: the person may log follow-ups. */
export function gridColumns(schema: TableSchema, layout: readonly ViewColumn[], t: TFunction<'table'>, logs = false): GridColumn[] {
  return layout.flatMap((place) => {
    const column = schema.columns.find((candidate) => candidate.id === place.id);
    return column && !place.hidden ? [gridColumn(column, place, schema, t, logs)] : [];
  });
}

/** The layout after the person changed it in the grid: order and widths from there, hidden ones kept at the end. */
export function nextLayout(former: readonly ViewColumn[], changed: readonly ColumnLayout[]): ViewColumn[] {
  const before = new Map(former.map((place) => [place.id, place]));
  const shown = changed.map((column) => ({ ...before.get(column.id), id: column.id, width: column.width, frozen: column.frozen, hidden: false }));
  const hidden = former.filter((place) => !changed.some((column) => column.id === place.id)).map((place) => ({ ...place, hidden: true }));
  return [...shown, ...hidden];
}
