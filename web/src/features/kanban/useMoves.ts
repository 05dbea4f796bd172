import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import type { CellsAnswer } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { moveStage } from '@/features/record/stage/moveStage';
import { askedBy, needsNothing, needsOf, NO_ANSWERS, type StageNeeds } from '@/features/record/stage/needs';
import type { Stage } from '@/features/record/types';
import { asStage } from '@/features/record/words';
import { toast } from '@/kit/notice/notice';
import { refreshBoard, showMove, type BoardQuery } from './data';
import { cardTitle } from './cardWords';
import type { Card } from './model';

/** A move that waits for answers; the card already lies in the target column. */
export interface AskedMove {
  card: Card;
  to: Stage;
  asked: Partial<StageNeeds>;
  putBack: () => void;
}

/** Moving cards: at once on the screen, undone when the server refuses or the person cancels. */
export function useMoves(board: BoardQuery) {
  const { t } = useTranslation('kanban');
  const client = useQueryClient();
  const [asking, setAsking] = useState<AskedMove | null>(null);
  /** The card that the keyboard goes on with after its move. */
  const [follow, setFollow] = useState<number | null>(null);

  /** Moves that are on the screen and not yet on the server, those that wait for answers included. */
  const moving = useRef(0);

  /** A move has ended one way or the other: with the last one the board is read again. */
  const settle = () => {
    moving.current = Math.max(0, moving.current - 1);
    if (moving.current === 0) void refreshBoard(client);
  };

  const finish = (card: Card, to: Stage, answer: CellsAnswer) => {
    setAsking(null);
    notifyUndo(t('moved', { title: cardTitle(card), stage: to.label }), answer.operation);
    settle();
  };

  const send = async (card: Card, to: Stage, putBack: () => void) => {
    try {
      const { answer, errors } = await moveStage(card.id, to, needsOf(to, card.cells), NO_ANSWERS, 'kanban');
      const asked = askedBy(errors, to);
      if (asked) return setAsking({ card, to, asked, putBack });
      if (errors['stage']) throw new Error(errors['stage']);
      if (answer) finish(card, to, answer);
    } catch (error) {
      putBack();
      settle();
      const said = error instanceof Error && error.name === 'Error' ? error.message : apiError(error);
      toast({ words: t('refused', { title: cardTitle(card), why: said }), tone: 'red' });
    }
  };

  const move = (card: Card, to: Stage) => {
    const from = asStage(card.cells['stage'])?.id;
    if (from === undefined || from === to.id) return;
    moving.current += 1;
    setFollow(card.id);
    const putBack = showMove(client, board, card, from, to);
    if (needsNothing(needsOf(to, card.cells))) void send(card, to, putBack);
    else setAsking({ card, to, asked: {}, putBack });
  };

  return {
    asking,
    follow,
    move,
    isMoving: () => moving.current > 0,
    finish: (answer: CellsAnswer) => asking && finish(asking.card, asking.to, answer),
    cancel: () => {
      asking?.putBack();
      setAsking(null);
      settle();
    },
  };
}
