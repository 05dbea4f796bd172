import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import settings from '../settings.module.css';

interface Props {
  up: string;
  down: string;
  first: boolean;
  last: boolean;
  onMove: (by: 1 | -1) => void;
}

/** Moves a row of a list one place up or down; shown while the row is pointed at or holds the focus. */
export function MoveButtons({ up, down, first, last, onMove }: Props) {
  return (
    <span className={settings.move}>
      <ActionIcon size="sm" variant="subtle" color="gray" aria-label={up} disabled={first} onClick={() => onMove(-1)}><IconArrowUp size={14} /></ActionIcon>
      <ActionIcon size="sm" variant="subtle" color="gray" aria-label={down} disabled={last} onClick={() => onMove(1)}><IconArrowDown size={14} /></ActionIcon>
    </span>
  );
}
