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

/** Positions after one stage was moved by a number of places; only those that differ are named. */
export function movedPositions(stages: readonly SettingRow[], id: number, by: number): { row: number; position: number }[] {
  const from = stages.findIndex((stage) => stage.id === id);
  const to = from + by;
  const moved = stages[from];
  if (!moved || to < 0 || to >= stages.length) return [];
  const order = stages.filter((stage) => stage.id !== id);
  order.splice(to, 0, moved);
  return order
    .map((stage, index) => ({ row: stage.id, position: index + 1, before: numberCell(stage, 'position') }))
    .filter(({ position, before }) => position !== before)
    .map(({ row, position }) => ({ row, position }));
}
