import type { CellValue } from '@/api/types';
import { linkCell, numberCell, textCell, type SettingRow } from '../parts/cells';

export const STAGE_COLUMNS = [
  'name', 'pipeline', 'position', 'kind', 'definition', 'is_default', 'allowance_days', 'progress', 'probability', 'requires', 'retired_at',
];

export type StageKind = 'open' | 'won' | 'lost';

/** A stage as it is edited. `probability` is percent, `allowance` working days (null for no limit). */
export interface StageDraft {
  name: string;
  kind: StageKind;
  definition: string;
  probability: number | null;
  allowance_days: number | null;
  requires: string[];
  is_default: boolean;
}

export function kindOf(stage: SettingRow): StageKind {
  const kind = textCell(stage, 'kind');
  return kind === 'won' || kind === 'lost' ? kind : 'open';
}

export function isRetired(stage: SettingRow): boolean {
  return Boolean(stage.cells['retired_at']);
}

export function draftOf(stage: SettingRow): StageDraft {
  return {
    name: textCell(stage, 'name'),
    kind: kindOf(stage),
    definition: textCell(stage, 'definition'),
    probability: numberCell(stage, 'probability'),
    allowance_days: numberCell(stage, 'allowance_days'),
    requires: textCell(stage, 'requires').split(/[,，、]/).map((id) => id.trim()).filter(Boolean),
    is_default: stage.cells['is_default'] === true,
  };
}

export interface StageChange {
  column: keyof StageDraft;
  before: CellValue;
  after: string | number | boolean | null;
}

const stored = (draft: StageDraft) => ({ ...draft, requires: draft.requires.join(',') });

/** The cells in which a draft differs from what is stored, ready to be written. */
export function changesOf(before: StageDraft, after: StageDraft): StageChange[] {
  const [old, fresh] = [stored(before), stored(after)];
  return (Object.keys(old) as (keyof StageDraft)[])
    .filter((column) => old[column] !== fresh[column])
    .map((column) => ({ column, before: old[column], after: fresh[column] }));
}

/** Stages of one pipeline in order, retired ones last. */
export function stagesOf(rows: readonly SettingRow[], pipeline: number | null): SettingRow[] {
  const mine = rows.filter((row) => (linkCell(row, 'pipeline')?.id ?? null) === pipeline);
  const order = (row: SettingRow) => (isRetired(row) ? 1e6 : 0) + (numberCell(row, 'position') ?? 0);
  return mine.sort((a, b) => order(a) - order(b));
}

/** The order of the stages after one was moved by a number of places; undefined when it cannot go there. */
export function movedOrder(stages: readonly SettingRow[], id: number, by: number): number[] | undefined {
  const ids = stages.map((stage) => stage.id);
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return undefined;
  const order = ids.filter((one) => one !== id);
  order.splice(to, 0, id);
  return order;
}
