import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconCalendarEvent, IconFlag, IconInfoCircle, IconMessage2, IconX } from '@tabler/icons-react';
import i18next from 'i18next';
import { useEffect, useRef, type ComponentType, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '@/kit/format/dates';
import { itemText, readingPieces, rejectAll, turnOver } from './reading';
import type { CellReading, ImportRow, ReadItem } from './types';
import styles from './reading.module.css';

const ICONS: Record<ReadItem['kind'], ComponentType<{ size?: number; stroke?: number }>> = {
  entry: IconMessage2,
  promise: IconFlag,
  next: IconCalendarEvent,
};

interface Props {
  row: ImportRow;
  reading: CellReading;
  onReject: (keys: string[]) => void;
  onClose: () => void;
}

/** What one 跟进记录 cell was read as, over its characters; each finding can be turned down and stays text then. */
export function ReadingPanel({ row, reading, onReject, onClose }: Props) {
  const { t } = useTranslation('cells');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), [row.line]);
  const kept = reading.items.filter((item) => item.kept).length;
  return (
    <aside
      ref={panel} className={styles.panel} tabIndex={-1} aria-label={t('title', { line: row.line })}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose();
      }}
    >
      <div className={styles.head}>
        <b>{t('title', { line: row.line })}</b>
        <ActionIcon variant="subtle" color="gray" aria-label={t('close')} onClick={onClose}><IconX size={16} /></ActionIcon>
      </div>
      <p className={styles.text}><ReadText reading={reading} /></p>
      <ul className={styles.legend} aria-hidden>
        <li data-kind="entry">{t('kind.entry')}</li>
        <li data-kind="promise">{t('kind.promise')}</li>
        <li data-kind="next">{t('kind.next')}</li>
      </ul>
      <div className={styles.count} role="status">{t('count', { kept, all: reading.items.length })}</div>
      <ul className={styles.items}>
        {reading.items.map((item) => (
          <Item key={item.key} item={item} reading={reading} onTurn={() => onReject(turnOver(reading, item.key))} />
        ))}
      </ul>
      <p className={styles.note}><IconInfoCircle size={16} stroke={1.75} />{t('note')}</p>
      <div className={styles.actions}>
        <Button size="xs" variant="default" disabled={kept === 0} onClick={() => onReject(rejectAll(reading))}>{t('only_text')}</Button>
        <Button size="xs" variant="default" disabled={kept === reading.items.length} onClick={() => onReject([])}>{t('all')}</Button>
      </div>
    </aside>
  );
}

function Item({ item, reading, onTurn }: { item: ReadItem; reading: CellReading; onTurn: () => void }) {
  const { t } = useTranslation('cells');
  const Icon = ICONS[item.kind];
  const day = item.day ? formatDate(item.day, i18next.language) : t('no_day');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
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
