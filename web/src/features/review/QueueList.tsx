import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { columnOf, useTable } from '@/api/tables';
import { labelOf } from '@/fields/options';
import { asPerson, asText } from '@/features/record/words';
import type { Kind, QueueRow } from './queue';
import styles from './review.module.css';

interface Props {
  rows: readonly QueueRow[];
  kind: Kind;
  open: number | undefined;
  onOpen: (id: number) => void;
  more: (() => void) | undefined;
}

/** The records of one queue: name, why it is here, whose it is. */
export function QueueList({ rows, kind, open, onOpen, more }: Props) {
  const { t } = useTranslation('review');
  return (
    <div className={styles.list}>
      <ul role="listbox" aria-label={t(`kind.${kind}`)}>
        {rows.map((row) => <Line key={row.id} row={row} on={row.id === open} onOpen={onOpen} />)}
      </ul>
      {more && <Button size="xs" variant="subtle" onClick={more}>{t('more')}</Button>}
    </div>
  );
}

function Line({ row, on, onOpen }: { row: QueueRow; on: boolean; onOpen: (id: number) => void }) {
  const { t } = useTranslation('review');
  const element = useRef<HTMLLIElement>(null);
  const options = columnOf(useTable('leads'), 'flags')?.options ?? [];
  useEffect(() => {
    if (on) element.current?.scrollIntoView({ block: 'nearest' });
  }, [on]);
  const { flags, completeness } = row.cells;
  const why = Array.isArray(flags) ? flags.map((code) => labelOf({ id: 'flags', label: '', kind: 'choices', options }, code)).join('、') : '';
  return (
    <li ref={element} role="option" aria-selected={on}>
      <button type="button" tabIndex={-1} onClick={() => onOpen(row.id)}>
        <span className={styles.name}>{asText(row.cells['company']) ?? asText(row.cells['contact']) ?? t('no_name')}</span>
        <span className={styles.full}>{typeof completeness === 'number' ? `${completeness}%` : ''}</span>
        <span className={styles.why}>{why || t('incomplete')}</span>
        <span className={styles.owner}>{asPerson(row.cells['owner'])?.label ?? t('no_owner')}</span>
      </button>
    </li>
  );
}
