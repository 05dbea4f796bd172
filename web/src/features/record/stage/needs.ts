import type { CellValue, EditExtra } from '@/api/types';
import { isEmptyValue } from '@/fields/registry';
import type { Stage } from '../types';

/** What entering a stage asks for that a record does not have yet. */
export interface StageNeeds {
  /** Losing asks why (A3). */
  reason: boolean;
  /** Winning asks for the signed amount (A3). */
  amount: boolean;
  /** Required columns whose cell is empty. */
  columns: string[];
}

/** `cells` holds the record's present values by column id; a column that is not in it counts as empty. */
export function needsOf(stage: Pick<Stage, 'kind' | 'requires'>, cells: Readonly<Record<string, CellValue>>): StageNeeds {
  const asked = ['lost_reason', 'won_amount'];
  return {
    reason: stage.kind === 'lost',
    amount: stage.kind === 'won',
    columns: stage.requires.filter((column) => !asked.includes(column) && isEmptyValue(cells[column])),
  };
}

export function needsNothing(needs: StageNeeds): boolean {
  return !needs.reason && !needs.amount && needs.columns.length === 0;
}

/** What the person answered, as typed. */
export interface StageAnswers {
  reason: string;
  competitor: string;
  amount: string;
  cells: Record<string, string>;
}

export const NO_ANSWERS: StageAnswers = { reason: '', competitor: '', amount: '', cells: {} };

/** The names of what is still missing: `reason`, `amount` or a column id. */
export function unanswered(needs: StageNeeds, answers: StageAnswers): string[] {
  const missing = needs.columns.filter((column) => !answers.cells[column]?.trim());
  if (needs.amount && !answers.amount.trim()) missing.unshift('amount');
  if (needs.reason && !answers.reason.trim()) missing.unshift('reason');
  return missing;
}

/** The answers as the advance verb takes them; `amount` in fen. */
export function extraOf(needs: StageNeeds, answers: StageAnswers, amount: number | null): EditExtra {
  return {
    ...(needs.reason ? { reason: answers.reason.trim(), lost_reason: answers.reason.trim() } : {}),
    ...(needs.reason && answers.competitor.trim() ? { competitor: answers.competitor.trim() } : {}),
    ...(needs.amount && amount !== null ? { amount } : {}),
  };
}

/** Questions named by a refusal that the stage's definition did not announce. */
export function askedBy(errors: Readonly<Record<string, string>>, stage: Stage): Partial<StageNeeds> | null {
  if (errors['reason']) return { reason: true };
  if (errors['amount']) return { amount: true };
  const columns = Object.keys(errors).filter((name) => name !== 'stage');
  return columns.length > 0 ? { columns: [...new Set([...stage.requires, ...columns])] } : null;
}
