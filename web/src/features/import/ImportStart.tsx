import { Button, Select } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { IconAlertTriangle, IconFileSpreadsheet, IconHistory, IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { tablesQuery } from '@/api/tables';
import { discardImport, uploadFile } from './queries';
import type { Import } from './types';
import { keepImport, keptImport } from './useImportId';
import styles from './import.module.css';

const READABLE = /\.(xlsx|xlsm|xls|csv|tsv|txt)$/i;
// Who may sign in with which rights is no matter of a file.
const CLOSED: ReadonlySet<string> = new Set(['people', 'units', 'roles']);
const ACCEPTED = ['.xlsx', '.xlsm', '.xls', '.csv', '.tsv', '.txt'];

const LEADS = 'leads';

/** Which table the file is for; nothing to choose where only one may be filled. */
function TableChoice({ table, onChoose }: { table: string; onChoose: (table: string) => void }) {
  const { t } = useTranslation('import');
  const tables = useQuery(tablesQuery).data ?? [];
  const open = tables.filter(({ key, actions }) => actions.includes('import') && !CLOSED.has(key));
  if (open.length < 2) return null;
  return (
    <Select
      size="xs" label={t('start.table')} value={table} allowDeselect={false} className={styles.tableChoice ?? ''}
      data={open.map(({ key, label }) => ({ value: key, label }))} onChange={(key) => onChoose(key ?? LEADS)}
    />
  );
}

/** Drop or choose a file. Whatever is wrong with it is said here in words; the file itself is never changed. */
export function ImportStart({ onRead, onContinue }: { onRead: (found: Import) => void; onContinue: (id: number) => void }) {
  const { t } = useTranslation('import');
  const [unreadable, setUnreadable] = useState<string>();
  const [kept, setKept] = useState(keptImport);
  const [table, setTable] = useState(LEADS);
  const upload = useMutation({ mutationFn: (file: File) => uploadFile(file, table), onSuccess: onRead });

  function take(file: File | undefined): void {
    upload.reset();
    if (!file) return;
    if (!READABLE.test(file.name)) return setUnreadable(t('start.wrong_type', { file: file.name }));
    setUnreadable(undefined);
    upload.mutate(file);
  }

  const fault = unreadable ?? (upload.isError ? apiError(upload.error) : undefined);
  return (
    <div className={styles.start}>
      <TableChoice table={table} onChoose={setTable} />
      <Dropzone
        onDrop={(files) => take(files[0])} onReject={(files) => take(files[0]?.file)} multiple={false}
        loading={upload.isPending} className={styles.drop ?? ''} inputProps={{ accept: ACCEPTED.join(','), 'aria-label': t('start.choose') }}
      >
        <IconFileSpreadsheet size={36} stroke={1.25} aria-hidden />
        <b>{t('start.drop')}</b>
        <p>{t('start.kinds')}</p>
        <Button size="sm" leftSection={<IconUpload size={16} />} component="span">{t('start.choose')}</Button>
      </Dropzone>
      {upload.isPending && <p className={styles.hint} role="status">{t('start.reading', { file: upload.variables.name })}</p>}
      {fault && (
        <div className={styles.fault} role="alert">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          <span>{fault}</span>
        </div>
      )}
      {kept && (
        <div className={styles.kept}>
          <IconHistory size={16} stroke={1.75} aria-hidden />
          <span>{t('start.unfinished', { file: kept.file })}</span>
          <Button size="compact-sm" variant="subtle" onClick={() => onContinue(kept.id)}>{t('start.continue')}</Button>
          <Button
            size="compact-sm" variant="subtle" color="gray"
            onClick={() => {
              keepImport(null);
              setKept(null);
              // Should this fail, the file expires on the server by itself.
              discardImport(kept.id).catch(() => undefined);
            }}
          >
            {t('start.forget')}
          </Button>
        </div>
      )}
      <ul className={styles.promises}>
        <li>{t('start.promise_preview')}</li>
        <li>{t('start.promise_update')}</li>
        <li>{t('start.promise_undo')}</li>
      </ul>
    </div>
  );
}
