import { IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import type { CellValue, Column } from '@/api/types';
import { isEmptyValue } from '@/fields/registry';
import { LoadingBars } from '@/kit/parts/PlaceState';
import { getFieldHistory, recordKeys } from '../calls';
import { cellWords, fieldColumn, useFieldSettings } from '../parts';
import { When } from '../timeline/When';
import styles from './facts.module.css';

/** Every value a field had: who changed it, when, from what to what. */
export function FieldHistory({ table, id, column, onClose }: { table: string; id: number; column: Column; onClose: () => void }) {
  const { t } = useTranslation('record');
  const settings = useFieldSettings();
  const pages = useInfiniteQuery({
    queryKey: recordKeys.history(table, id, column.id),
    queryFn: ({ pageParam }) => getFieldHistory(table, id, column.id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const say = (value: CellValue) => (isEmptyValue(value) ? t('fact.none') : cellWords(fieldColumn(column), value, settings));
  const changes = pages.data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <div className={styles.history} role="region" aria-label={t('fact.historyOf', { label: column.label })}>
      <header>
        {t('fact.historyOf', { label: column.label })}
        <button type="button" aria-label={t('close')} onClick={onClose}><IconX size={14} /></button>
      </header>
      {pages.isPending && <LoadingBars rows={2} />}
      {pages.isError && <p className={styles.error} role="alert">{apiError(pages.error)}</p>}
      {pages.isSuccess && changes.length === 0 && <p className={styles.none}>{t('fact.noHistory')}</p>}
      <ol>
        {changes.map((change) => (
          <li key={change.id}>
            <div><b>{change.actor?.label ?? t('timeline.system')}</b> <When at={change.at} /></div>
            <div><del>{say(change.before)}</del> → <ins>{say(change.after)}</ins></div>
          </li>
        ))}
      </ol>
      {pages.hasNextPage && <button type="button" className={styles.reveal} onClick={() => void pages.fetchNextPage()}>{t('timeline.older')}</button>}
    </div>
  );
}
