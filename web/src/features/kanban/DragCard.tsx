import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { Menu } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { StageMark } from '@/fields/parts/StageMark';
import { isComposing } from '@/features/record/input/keys';
import type { Stage } from '@/features/record/types';
import { asStage, asStatus } from '@/features/record/words';
import { CardView } from './CardView';
import { cardTitle } from './cardWords';
import type { BoardActions } from './Board';
import type { Card } from './model';
import styles from './kanban.module.css';

interface Props {
  card: Card;
  stages: readonly Stage[];
  actions: BoardActions;
  canMove: boolean;
  dragged: boolean;
  /** Takes the focus when it appears: the keyboard goes on with the card it moved. */
  follow: boolean;
}

/** What a dragged card tells the columns it passes. */
export const CARD_KEY = 'lead-card';

function useDrag(card: Card, canMove: boolean, onDrag: (card: Card | null) => void) {
  const element = useRef<HTMLElement>(null);
  const started = useEffectEvent(() => onDrag(card));
  const ended = useEffectEvent(() => onDrag(null));
  const data = useEffectEvent(() => ({ [CARD_KEY]: card }));
  useEffect(() => {
    const node = element.current;
    if (!node || !canMove) return;
    return draggable({
      element: node,
      getInitialData: () => data(),
      onGenerateDragPreview: ({ nativeSetDragImage, location, source }) => {
        setCustomNativeDragPreview({
          nativeSetDragImage,
          // The card hangs under the pointer where it was grabbed.
          getOffset: () => {
            const { left, top } = source.element.getBoundingClientRect();
            const { clientX, clientY } = location.current.input;
            return { x: clientX - left, y: clientY - top };
          },
          render: ({ container }) => {
            const copy = source.element.cloneNode(true) as HTMLElement;
            copy.style.width = `${source.element.offsetWidth}px`;
            copy.dataset['preview'] = 'true';
            container.append(copy);
          },
        });
      },
      onDragStart: () => started(),
      onDrop: () => ended(),
    });
  }, [canMove]);
  return element;
}

/** Whether nothing but a card has the focus: a card that comes back must not take it from somebody who writes. */
function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.closest('[data-card]') !== null;
}

/** One card: drag it, or with the keyboard Enter opens, M moves, arrows walk. */
export function DragCard({ card, stages, actions, canMove, dragged, follow }: Props) {
  const { t } = useTranslation('kanban');
  const [menu, setMenu] = useState(false);
  const element = useDrag(card, canMove, actions.drag);
  useEffect(() => {
    if (follow && isFocusFree()) element.current?.focus();
  }, [follow, element]);
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event) || event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') actions.open(card.id);
    else if (event.key === 'm' || event.key === 'M') setMenu(canMove);
    else if (event.key.startsWith('Arrow')) actions.walk(event.currentTarget, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const status = asStatus(card.cells['status']);
  return (
    <article
      ref={element} className={styles.card} tabIndex={0} data-card={card.id} data-dragged={dragged}
      aria-label={t('card', { title: cardTitle(card), status: status?.words ?? '' })}
      aria-keyshortcuts="Enter M" onKeyDown={press} onClick={() => actions.open(card.id)}
    >
      <CardView card={card} />
      {menu && <MoveMenu card={card} stages={stages} onMove={(stage) => actions.move(card, stage)} onClose={() => {
        setMenu(false);
        element.current?.focus();
      }} />}
    </article>
  );
}

interface MenuProps {
  card: Card;
  stages: readonly Stage[];
  onMove: (stage: Stage) => void;
  onClose: () => void;
}

/** The keyboard's twin of dragging: every other stage, with what it means. */
function MoveMenu({ card, stages, onMove, onClose }: MenuProps) {
  const { t } = useTranslation('kanban');
  const current = asStage(card.cells['stage'])?.id;
  return (
    <Menu shadow="md" opened onClose={onClose} position="bottom-start" withinPortal returnFocus={false}>
      <Menu.Target><span className={styles.anchor} /></Menu.Target>
      {/* Presses inside the menu bubble through React to the card: they are the menu's alone. */}
      <Menu.Dropdown onClick={(event) => event.stopPropagation()} aria-label={t('moveTo', { title: cardTitle(card) })}>
        <Menu.Label>{t('moveTo', { title: cardTitle(card) })}</Menu.Label>
        {stages.filter((stage) => stage.id !== current).map((stage) => (
          <Menu.Item key={stage.id} leftSection={<StageMark kind={stage.kind} progress={stage.progress} />} onClick={() => onMove(stage)}>
            {stage.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
