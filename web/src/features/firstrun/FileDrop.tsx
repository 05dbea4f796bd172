import { Button, FileButton } from '@mantine/core';
import { IconFileSpreadsheet, IconFileUpload } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './firstrun.module.css';

const READABLE = /\.(xlsx|xlsm|xls|csv|tsv|txt)$/i;

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A place to drop the team's workbook; the file stays in the browser until the account exists. */
export function FileDrop({ file, onFile }: { file: File | undefined; onFile: (file: File | undefined) => void }) {
  const { t } = useTranslation('session');
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<string>();

  function take(next: File | null | undefined): void {
    if (!next) return;
    const readable = READABLE.test(next.name);
    setWrong(readable ? undefined : next.name);
    if (readable) onFile(next);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }

  return (
    <div
      className={styles['drop']}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {file ? <IconFileSpreadsheet size={24} stroke={1.75} aria-hidden /> : <IconFileUpload size={24} stroke={1.75} aria-hidden />}
      <div>
        <b>{file ? file.name : t('setup.drop')}</b>
        <span>{wrong ? t('setup.wrong_type', { name: wrong }) : file ? t('setup.file_ready', { size: sizeWords(file.size) }) : t('setup.drop_types')}</span>
      </div>
      <FileButton onChange={take} accept=".xlsx,.xlsm,.xls,.csv,.tsv,.txt" inputProps={{ 'aria-label': t('setup.choose') }}>
        {(props) => (
          <Button {...props} variant="default" size="xs">
            {t(file ? 'setup.choose_another' : 'setup.choose')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
