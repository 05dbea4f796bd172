import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, isEmptyValue } from '@/fields/registry';
import type { FieldColumn, FieldSettings } from '@/fields/types';
import { Value } from './cellWords';
import { CellInput } from './CellInput';
import type { ImportCell } from './types';
import styles from './import.module.css';

interface Props {
  cell: ImportCell | undefined;
  column: FieldColumn;
  settings: FieldSettings;
  /** Stands after the value: `+1` for a further contact. */
  more?: { words: string; title: string } | undefined;
  onCorrect: (text: string) => void;
}

/** One cell as it will be written: refused with its reason, or old → new, or plain. Opens for correction. */
export function PreviewCell({ cell, column, settings, more, onCorrect }: Props) {
  const { t } = useTranslation('import');
  const [editing, setEditing] = useState(false);
  const error = cell?.error?.message;
  const warning = cell?.warning?.message;
  const before = cell?.before ?? null;
  const changed = cell?.changes ?? before !== null;
  const label = t('cell.edit', { field: column.label });

  if (editing) {
    return (
      <div className={styles.cell} role="cell" data-editing>
        <CellInput
          text={cell?.text ?? ''} label={label} onCancel={() => setEditing(false)}
          onCommit={(text) => {
            setEditing(false);
            onCorrect(text);
          }}
        />
      </div>
    );
  }
  return (
    <div
      className={styles.cell} role="cell" tabIndex={0} title={error ?? warning ?? cell?.text} data-align={fieldOf(column.kind).align}
      data-error={error ? true : undefined} data-warning={warning && !error ? true : undefined} data-changed={changed || undefined} data-conflict={cell?.conflict ? true : undefined}
      onDoubleClick={() => setEditing(true)} onClick={() => error && setEditing(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key !== 'Enter' && event.key !== 'F2') return;
        event.preventDefault();
        setEditing(true);
      }}
    >
      <Content cell={cell} column={column} settings={settings} error={error} changed={changed} />
      {more && <small className={styles.moreMark} title={more.title}>{more.words}</small>}
    </div>
  );
}

/** An empty cell on either side of the arrow is said, not left to be guessed. */
export function EmptyMark() {
  const { t } = useTranslation('import');
  return <span className={styles.quiet}>{t('cell.empty')}</span>;
}

function Content(props: { cell: ImportCell | undefined; column: FieldColumn; settings: FieldSettings; error: string | undefined; changed: boolean }) {
  const { cell, column, settings, error, changed } = props;
  if (!cell) return null;
  if (error) return <span>{cell.text || error}</span>;
  const empty = isEmptyValue(cell.value as Parameters<typeof isEmptyValue>[0]);
  if (empty && !changed) return <span className={styles.quiet}>{cell.text}</span>;
  if (!changed) return <Value value={cell.value} column={column} settings={settings} />;
  return (
    <>
      <del>{(cell.before ?? null) === null ? <EmptyMark /> : <Value value={cell.before ?? null} column={column} settings={settings} />}</del>
      <IconArrowRight size={12} aria-hidden className={styles.arrow} />
      <ins>{empty ? <EmptyMark /> : <Value value={cell.value} column={column} settings={settings} />}</ins>
    </>
  );
}
