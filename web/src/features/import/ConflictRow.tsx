import { Button } from '@mantine/core';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FieldColumn, FieldSettings } from '@/fields/types';
import { formatDateTime } from '@/kit/format/dates';
import type { CellValue } from '@/api/types';
import { Value } from './cellWords';
import { EmptyMark } from './PreviewCell';
import type { Choice, ImportCell, ImportRow } from './types';
import styles from './import.module.css';

interface Props {
  row: ImportRow;
  shown: readonly FieldColumn[];
  settings: FieldSettings;
  onChoose: (choices: Record<string, Choice | null>) => void;
}

/** Each cell changed in the file and on the server: what went out, both values, who and when, and the decision. */
export function ConflictRow({ row, shown, settings, onChoose }: Props) {
  return (
    <div className={styles.evidence} role="row">
      <div className={styles.evidenceInner} role="cell">
        {row.match?.title && <span className={styles.conflictOf}>{row.match.title}</span>}
        {shown.map((column) => {
          const cell = row.cells[column.id];
          if (!cell?.conflict) return null;
          return (
            <CellConflict
              key={column.id} line={row.line} column={column} cell={cell} conflict={cell.conflict} settings={settings}
              onChoose={(choice) => onChoose({ [column.id]: choice })}
            />
          );
        })}
      </div>
    </div>
  );
}

interface CellProps {
  line: number;
  column: FieldColumn;
  cell: ImportCell;
  conflict: NonNullable<ImportCell['conflict']>;
  settings: FieldSettings;
  onChoose: (choice: Choice | null) => void;
}

function CellConflict({ line, column, cell, conflict, settings, onChoose }: CellProps) {
  const { t } = useTranslation('import');
  const { choice } = conflict;
  const when = formatDateTime(conflict.at, i18next.language);
  const side = (value: CellValue) => (value === null || value === '' ? <EmptyMark /> : <Value value={value} column={column} settings={settings} />);
  return (
    <div className={styles.conflict} role="group" aria-label={t('conflict.group', { line, field: column.label })}>
      <b title={column.label}>{column.label}</b>
      <span className={styles.sides}>
        <span className={styles.side} data-off><small>{t('conflict.base')}</small><span>{side(conflict.base)}</span></span>
        <span className={styles.side} data-off={choice === 'theirs' || undefined} data-on={choice === 'mine' || undefined}>
          <small>{t('conflict.mine')}</small><span>{side(cell.value)}</span>
        </span>
        <span className={styles.side} data-off={choice === 'mine' || undefined} data-on={choice === 'theirs' || undefined}>
          <small>{t('conflict.theirs', { name: conflict.by, when })}</small><span>{side(cell.before ?? null)}</span>
        </span>
      </span>
      <span className={styles.decide}>
        {(['mine', 'theirs'] as const).map((one) => (
          <Button
            key={one} size="compact-xs" variant={choice === one ? 'filled' : 'default'} aria-pressed={choice === one}
            onClick={() => onChoose(choice === one ? null : one)}
          >
            {t(`conflict.take_${one}`)}
          </Button>
        ))}
      </span>
    </div>
  );
}
