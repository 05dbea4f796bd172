import { Checkbox } from '@mantine/core';
import { IconCalendarEvent, IconFlag, IconMessage2 } from '@tabler/icons-react';
import i18next from 'i18next';
import type { ComponentType, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '@/kit/format/dates';
import { isComposing } from '../record/input/keys';
import { itemText, readingPieces, turnOver } from './reading';
import type { CellReading, ReadItem } from './types';
import styles from './reading.module.css';

const ICONS: Record<ReadItem['kind'], ComponentType<{ size?: number; stroke?: number }>> = {
  entry: IconMessage2,
  promise: IconFlag,
  next: IconCalendarEvent,
};
const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 };

interface Props {
  reading: CellReading;
  onReject: (keys: string[]) => void;
}

/** What one 跟进记录 text was read as, over its characters; each finding can be turned down and stays text then. */
export function ReadingView({ reading, onReject }: Props) {
  const { t } = useTranslation('cells');
  const kept = reading.items.filter((item) => item.kept).length;
  return (
    <>
      <p className={styles.text}><ReadText reading={reading} /></p>
      <ul className={styles.legend} aria-hidden>
        <li data-kind="entry">{t('kind.entry')}</li>
        <li data-kind="promise">{t('kind.promise')}</li>
        <li data-kind="next">{t('kind.next')}</li>
      </ul>
      <div className={styles.count} role="status">{t('count', { kept, all: reading.items.length })}</div>
      <ul className={styles.items} onKeyDown={walk}>
        {reading.items.map((item) => (
          <Item key={item.key} item={item} reading={reading} onTurn={() => onReject(turnOver(reading, item.key))} />
        ))}
      </ul>
    </>
  );
}

/** Arrow keys go from one finding to the next. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (!step || isComposing(event)) return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('input[type=checkbox]')];
  const next = boxes[boxes.findIndex((box) => box === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Item({ item, reading, onTurn }: { item: ReadItem; reading: CellReading; onTurn: () => void }) {
  const { t } = useTranslation('cells');
  const Icon = ICONS[item.kind];
  const day = item.day ? formatDate(item.day, i18next.language) : t('no_day');
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key !== 'x' && event.key !== 'X' && event.key !== 'Delete') return;
    event.preventDefault();
    onTurn();
  };
  const shown = itemText(reading, item);
  return (
    <li className={styles.item} data-kind={item.kind} data-rejected={!item.kept || undefined} onKeyDown={onKeyDown}>
      <span className={styles.icon}><Icon size={14} stroke={1.75} /></span>
      <div className={styles.what}>
        <div><b>{day}</b> {item.words}{item.contact && <> · {item.contact}</>}</div>
        <div className={styles.words}>{shown}</div>
        <small>{t('place', { from: item.span[0] + 1, to: item.span[1] })}</small>
      </div>
      <Checkbox size="xs" checked={item.kept} aria-label={t('keep', { words: `${item.words} ${shown}` })} onChange={onTurn} />
    </li>
  );
}

/** The text of the cell, what was read underlined by its kind. */
export function ReadText({ reading }: { reading: CellReading }) {
  return readingPieces(reading).map((piece, index) => (
    piece.kind === null
      ? <span key={index}>{piece.text}</span>
      : <mark key={index} className={styles.mark} data-kind={piece.kind} data-first={piece.first || undefined}>{piece.text}</mark>
  ));
}
