import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import type { BulkAnswer } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { useAction } from '../useAction';
import type { RecordDetail } from '../types';
import { useReturnNote } from './data';
import styles from './quality.module.css';

/** 退回待补: what the steward asks for, and one click to hand the lead in again. */
export function Returned({ record, canEdit, mayRead }: { record: RecordDetail; canEdit: boolean; mayRead: boolean }) {
  const { t } = useTranslation('quality');
  const client = useQueryClient();
  const note = useReturnNote(record.id, mayRead).data;
  const [error, setError] = useState<string>();
  const again = useAction({
    mutationFn: () => api.post<BulkAnswer>('/review', { ids: [record.id], verdict: 'again' }),
    onSuccess: (answer) => {
      setError(answer.refused[0]?.message);
      notifyUndo(t('returned.done'), answer.operation);
      return client.invalidateQueries({ queryKey: keys.row('leads', record.id) });
    },
    onError: (thrown) => setError(apiError(thrown)),
  });
  return (
    <section className={styles.note} data-tone="amber" aria-label={t('returned.title')}>
      <IconArrowBackUp size={16} stroke={1.75} aria-hidden />
      <div>
        <b>{t('returned.title')}</b>
        {note && <p>{note}</p>}
        {canEdit && <Button size="compact-xs" variant="default" loading={again.isPending} onClick={() => again.mutate(undefined)}>{t('returned.again')}</Button>}
        {error && <p role="alert" className={styles.error}>{error}</p>}
      </div>
    </section>
  );
}
