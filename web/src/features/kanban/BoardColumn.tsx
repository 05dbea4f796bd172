import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { IconChevronRight, IconCircleCheck, IconPencil } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import type { TableSchema } from '@/api/types';
import { StageMark } from '@/fields/parts/StageMark';
import { needsOf } from '@/features/record/stage/needs';
import type { Stage } from '@/features/record/types';
import { asStage } from '@/features/record/words';
import { formatCount } from '@/kit/format/money';
import { formatMoney, formatMoneyExact } from '@/kit/format/money';
import { LoadingBars } from '@/kit/parts/PlaceState';
import type { BoardActions } from './Board';
import { useStageCards, type BoardQuery } from './data';
import { CARD_KEY, DragCard } from './DragCard';
import { cardsOf, type Card, type ColumnTotal } from './model';
import styles from './kanban.module.css';

interface Props {
  stage: Stage;
  stages: readonly Stage[];
  board: BoardQuery;
  schema: TableSchema;
  total: ColumnTotal | undefined;
  capped: boolean;
  actions: BoardActions;
  dragging: Card | null;
  follow: number | null;
  canMove: boolean;
}

function useDropTarget(stage: Stage, onDrop: (card: Card) => void) {
  const element = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent((card: Card) => onDrop(card));
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    return dropTargetForElements({
      element: node,
      canDrop: ({ source }) => CARD_KEY in source.data,
      getData: () => ({ stage: stage.id }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        dropped(source.data[CARD_KEY] as Card);
      },
    });
  }, [stage.id]);
  return { element, over };
}

/** One stage: its cards, their count and sum, and a place to drop. A lost stage starts folded. */
export function BoardColumn(props: Props) {
  const { stage, total, capped, dragging, actions } = props;
  const { t, i18n } = useTranslation('kanban');
  const [open, setOpen] = useState(stage.kind !== 'lost');
  const { element, over } = useDropTarget(stage, (card) => actions.move(card, stage));
  const count = total ? formatCount(total.count, capped && total.count >= 10_000, i18n.language) : '';
  const sum = total && total.sum > 0 ? formatMoney(total.sum, i18n.language) : '';
  const target = over && dragging !== null && asStage(dragging.cells['stage'])?.id !== stage.id;
  if (!open) {
    return (
      <section ref={element} className={styles.folded} data-over={target} aria-label={stage.label}>
        <button type="button" onClick={() => setOpen(true)} aria-label={t('unfold', { stage: stage.label, count, sum })}>
          <IconChevronRight size={14} aria-hidden />
          <StageMark kind={stage.kind} progress={stage.progress} />
          <b>{stage.label}</b>
          <span>{t('count', { count: total?.count ?? 0 })}</span>
          <span className="money">{sum}</span>
        </button>
      </section>
    );
  }
  return (
    <section ref={element} className={styles.column} data-over={target} aria-label={stage.label} data-stage={stage.id}>
      <header title={stage.definition ?? undefined}>
        <StageMark kind={stage.kind} progress={stage.progress} />
        <b>{stage.label}</b>
        <span className={styles.count}>{count}</span>
        <span className={`${styles.sum} money`} title={total ? formatMoneyExact(total.sum) : undefined}>{sum}</span>
        {stage.kind === 'lost' && (
          <button type="button" className={styles.fold} onClick={() => setOpen(false)}>{t('fold')}</button>
        )}
      </header>
      <Cards {...props}>{target && <DropHint card={dragging} stage={stage} schema={props.schema} />}</Cards>
    </section>
  );
}

function Cards({ stage, stages, board, total, actions, dragging, follow, canMove, children }: Props & { children: ReactNode }) {
  const { t } = useTranslation('kanban');
  const pages = useStageCards(board, stage.id, true);
  const cards = cardsOf(pages.data);
  const left = Math.max(0, (total?.count ?? 0) - cards.length);
  return (
    <div className={styles.cards}>
      {children}
      {pages.isPending && <LoadingBars rows={4} />}
      {pages.isError && (
        <p className={styles.error} role="alert">
          {apiError(pages.error)} <button type="button" onClick={() => void pages.refetch()}>{t('retry')}</button>
        </p>
      )}
      {cards.map((card) => (
        <DragCard key={card.id} card={card} stages={stages} actions={actions} canMove={canMove} dragged={dragging?.id === card.id} follow={follow === card.id} />
      ))}
      {pages.isSuccess && cards.length === 0 && <p className={styles.empty}>{t('emptyColumn')}</p>}
      {pages.hasNextPage && (
        <button type="button" className={styles.more} disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {left > 0 ? t('more', { count: left }) : t('moreSome')}
        </button>
      )}
    </div>
  );
}

/** Said while the card hangs over the column: what the stage requires and what of it is there. */
function DropHint({ card, stage, schema }: { card: Card; stage: Stage; schema: TableSchema }) {
  const { t } = useTranslation('kanban');
  const needs = needsOf(stage, card.cells);
  const label = (id: string) => schema.columns.find((column) => column.id === id)?.label ?? id;
  const asks = [
    ...(needs.reason ? [t('asks.reason')] : []), ...(needs.amount ? [t('asks.amount')] : []), ...needs.columns.map(label),
  ];
  const filled = stage.requires.filter((id) => !needs.columns.includes(id) && !['lost_reason', 'won_amount'].includes(id)).map(label);
  return (
    <div className={styles.hint}>
      {asks.length + filled.length > 0 && <b>{t('needs', { stage: stage.label })}</b>}
      {filled.map((words) => (
        <span key={words} data-state="filled"><IconCircleCheck size={14} aria-hidden /> {t('filled', { label: words })}</span>
      ))}
      {asks.map((words) => (
        <span key={words} data-state="asked"><IconPencil size={14} aria-hidden /> {t('asked', { label: words })}</span>
      ))}
      <em>{t('dropHere', { stage: stage.label })}</em>
    </div>
  );
}
