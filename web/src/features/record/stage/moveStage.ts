import { editCells, parseText } from '@/api/tables';
import type { CellsAnswer, Via } from '@/api/types';
import type { Stage } from '../types';
import { extraOf, needsNothing, type StageAnswers, type StageNeeds } from './needs';

/** Either the move was made (`answer`), or `errors` say what is wrong by `reason`, `amount`, `stage` or column id. */
export interface StageMoveOutcome {
  answer: CellsAnswer | null;
  errors: Record<string, string>;
}

const PART_OF_CODE: Record<string, string> = { reason_required: 'reason', amount_required: 'amount' };

/** Moves one lead into a stage together with what the stage asks for: one request, one operation, one undo. */
export async function moveStage(
  leadId: number,
  stage: Pick<Stage, 'id'>,
  needs: StageNeeds,
  answers: StageAnswers,
  via: Via,
): Promise<StageMoveOutcome> {
  let amount: number | null = null;
  if (needs.amount) {
    const parsed = await parseText('leads', 'won_amount', answers.amount);
    if (parsed.error) return { answer: null, errors: { amount: parsed.error.message } };
    amount = typeof parsed.value === 'number' ? parsed.value : null;
  }
  const cells = needs.columns.map((column) => ({ row: leadId, column, value: answers.cells[column] ?? '' }));
  const extra = extraOf(needs, answers, amount);
  const edit = { row: leadId, column: 'stage', value: stage.id, ...(needsNothing(needs) ? {} : { extra }) };
  const answer = await editCells('leads', { edits: [...cells, edit], via });
  const errors: Record<string, string> = {};
  for (const result of answer.results) {
    if (result.status !== 'refused') continue;
    // The words name columns by label; `columns` holds the ids of what the stage still requires.
    const [first] = (result.data?.['columns'] ?? []) as string[];
    const about = result.code === 'required' && first ? first : result.column;
    errors[PART_OF_CODE[result.code ?? ''] ?? about] = result.message ?? '';
  }
  return { answer, errors };
}
