import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { countRows, forgetTable } from '@/api/tables';
import type { Column } from '@/api/types';
import { formatCount } from '@/kit/format/money';
import { toast } from '@/kit/notice/notice';
import { Ask } from '../parts/Ask';

/** Takes a field out of use; says in how many records it is filled. Its values and history stay. */
export function RetireField({ table, column, onClose }: { table: string; column: Column; onClose: () => void }) {
  const { t, i18n } = useTranslation('settings');
  const filled = useQuery({
    queryKey: ['rows', table, 'count', column.id, 'not_empty'],
    queryFn: () => countRows(table, { filter: { column: column.id, op: 'not_empty' } }),
    retry: false,
  });
  const count = filled.data ? formatCount(filled.data.count, filled.data.capped, i18n.language) : '…';

  async function go(): Promise<string | undefined> {
    try {
      await api.delete(`/tables/${table}/columns/${column.id}`);
      await forgetTable(table);
      toast({ words: t('fields.retired', { name: column.label }) });
      return undefined;
    } catch (error) {
      return apiError(error);
    }
  }

  return (
    <Ask danger title={t('fields.retire_title', { name: column.label })} go={t('fields.retire')} onClose={onClose} onGo={go}>
      <p style={{ margin: 0 }}>{t('fields.retire_words', { count })}</p>
    </Ask>
  );
}
