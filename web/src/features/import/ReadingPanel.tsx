import { ActionIcon, Button } from '@mantine/core';
import { IconInfoCircle, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { rejectAll } from '../pasted/reading';
import { ReadingView } from '../pasted/ReadingView';
import type { CellReading } from '../pasted/types';
import type { ImportRow } from './types';
import styles from './readingPanel.module.css';

interface Props {
  row: ImportRow;
  reading: CellReading;
  onReject: (keys: string[]) => void;
  onClose: () => void;
}

/** The reading of one line's 跟进记录 cell beside the preview. */
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
      <ReadingView reading={reading} onReject={onReject} />
      <p className={styles.note}><IconInfoCircle size={16} stroke={1.75} />{t('note')}</p>
      <div className={styles.actions}>
        <Button size="xs" variant="default" disabled={kept === 0} onClick={() => onReject(rejectAll(reading))}>{t('only_text')}</Button>
        <Button size="xs" variant="default" disabled={kept === reading.items.length} onClick={() => onReject([])}>{t('all')}</Button>
      </div>
    </aside>
  );
}
