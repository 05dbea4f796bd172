import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import type { CellsAnswer } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { toast } from '@/kit/notice/notice';
import type { RecordDetail, Stage } from '../types';
import { moveStage } from './moveStage';
import { askedBy, needsNothing, needsOf, NO_ANSWERS, type StageNeeds } from './needs';

/** Moves the open lead's stage: at once when nothing is asked, else through the dialog. */
export function useStageMove(record: RecordDetail, stages: readonly Stage[]) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const [asking, setAsking] = useState<Stage | null>(null);
  const [asked, setAsked] = useState<Partial<StageNeeds> | null>(null);

  const finish = (answer: CellsAnswer, stage = asking) => {
    setAsking(null);
    setAsked(null);
    notifyUndo(t('stage.moved', { stage: stage?.label ?? '' }), answer.operation);
    void client.invalidateQueries({ queryKey: keys.row('leads', record.id) });
  };

  const start = (stage: Stage) => {
    const known = stages.find((one) => one.id === stage.id) ?? stage;
    const needs = needsOf(known, record.cells);
    if (!needsNothing(needs)) return setAsking(known);
    moveStage(record.id, known, needs, NO_ANSWERS, 'panel').then(
      ({ answer, errors }) => {
        const questions = askedBy(errors, known);
        if (questions) {
          setAsked(questions);
          setAsking(known);
        } else if (errors['stage']) toast({ words: errors['stage'], tone: 'red' });
        else if (answer) finish(answer, known);
      },
      (error: unknown) => toast({ words: apiError(error), tone: 'red' }),
    );
  };

  return {
    asking,
    asked,
    start,
    finish: (answer: CellsAnswer) => finish(answer),
    cancel: () => {
      setAsking(null);
      setAsked(null);
    },
  };
}
