import { Button, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { useTable } from '@/api/tables';
import type { Filter, Sort } from '@/api/types';
import { useStages } from '@/features/record/data';
import { StageMoveDialog } from '@/features/record/stage/StageMoveDialog';
import { pipelinesOf, stagesOf } from '@/features/record/stage/pipelines';
import type { Stage } from '@/features/record/types';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { BoardColumn } from './BoardColumn';
import { cardTitle } from './cardWords';
import { useLiveBoard, useStageGroups, type BoardQuery } from './data';
import { columnsToAsk, totalsByStage, type Card } from './model';
import { useMoves } from './useMoves';
import { walkCards } from './walk';
import styles from './kanban.module.css';

export interface BoardProps {
  table: string;
  view: number | string;
  filter: Filter | null;
  onOpen: (rowId: number) => void;
}

/** What a card can ask of its board. */
export interface BoardActions {
  open: (id: number) => void;
  move: (card: Card, to: Stage) => void;
  drag: (card: Card | null) => void;
  walk: (from: HTMLElement, key: string) => void;
}

/** Trouble first, then the larger amount. */
const DEFAULT_SORT: Sort = [['status', 'asc'], ['amount', 'desc']];

/** Leads as cards in the columns of their stages. */
export function Board({ table, view, filter, onOpen }: BoardProps) {
  const { t } = useTranslation('kanban');
  const schema = useTable(table);
  const stages = useStages();
  const [picked, setPicked] = useState<number | null>(null);
  const shown = picked !== null && stages.data?.some((stage) => stage.pipeline === picked) ? picked : null;
  const mine = useMemo(() => stagesOf(stages.data ?? [], shown), [stages.data, shown]);
  const sort = schema.views.find((one) => String(one.id) === String(view))?.sort;
  const board: BoardQuery = useMemo(
    () => ({
      filter,
      sort: sort && sort.length > 0 ? sort : DEFAULT_SORT,
      columns: columnsToAsk(mine, new Set(schema.columns.map((column) => column.id))),
    }),
    [filter, sort, mine, schema.columns],
  );
  if (table !== 'leads') return <PlaceState kind="empty" words={t('noBoard')} />;
  if (stages.isPending) return <LoadingBars />;
  if (stages.isError) {
    return (
      <PlaceState kind="error" words={apiError(stages.error)}>
        <Button onClick={() => void stages.refetch()}>{t('retry')}</Button>
      </PlaceState>
    );
  }
  const pipelines = pipelinesOf(stages.data);
  return (
    <>
      {pipelines.length > 1 && (
        <SegmentedControl
          className={styles.lines} size="xs" aria-label={t('pipeline')} value={String(shown ?? pipelines[0]?.id)}
          data={pipelines.map(({ id, label }) => ({ value: String(id), label }))} onChange={(id) => setPicked(Number(id))}
        />
      )}
      <Columns stages={mine} board={board} onOpen={onOpen} />
    </>
  );
}

function Columns({ stages, board, onOpen }: { stages: readonly Stage[]; board: BoardQuery; onOpen: (id: number) => void }) {
  const { t } = useTranslation('kanban');
  const schema = useTable('leads');
  const groups = useStageGroups(board);
  const totals = totalsByStage(groups.data);
  const moves = useMoves(board);
  const [dragging, setDragging] = useState<Card | null>(null);
  useLiveBoard(moves.isMoving);
  const canMove = schema.actions.includes('edit') && schema.columns.some((column) => column.id === 'stage' && column.right === 'edit');
  const actions: BoardActions = { open: onOpen, move: moves.move, drag: setDragging, walk: walkCards };
  const { asking } = moves;
  return (
    <div className={styles.board} role="group" aria-label={t('board')} data-dragging={dragging !== null}>
      {stages.map((stage) => (
        <BoardColumn
          key={stage.id} stage={stage} stages={stages} board={board} schema={schema} total={totals.get(stage.id) ?? (groups.isSuccess ? { count: 0, sum: 0 } : undefined)}
          capped={groups.data?.capped ?? false} actions={actions} dragging={dragging} follow={moves.follow} canMove={canMove}
        />
      ))}
      {asking && (
        <StageMoveDialog
          key={`${asking.card.id}-${asking.to.id}`} lead={{ id: asking.card.id, title: cardTitle(asking.card), cells: asking.card.cells }}
          stage={asking.to} schema={schema} via="kanban" asked={asking.asked} onDone={moves.finish} onCancel={moves.cancel}
        />
      )}
    </div>
  );
}
