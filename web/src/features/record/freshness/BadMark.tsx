import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import type { Column } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { deadSince, isBad, isReachable, type Reachable } from '@/features/freshness/bad';
import { markChannel } from '@/features/freshness/calls';
import { getFieldHistory, recordKeys } from '../calls';
import type { RecordDetail } from '../types';
import { When } from '../timeline/When';
import { useAction } from '../useAction';
import styles from './freshness.module.css';

/** When the way was marked as dead; null while unknown, as for leads that came with the mark. */
function useSince(lead: number, column: string, bad: boolean): string | null {
  const changes = useQuery({
    queryKey: recordKeys.history('leads', lead, 'bad_channels'), queryFn: () => getFieldHistory('leads', lead, 'bad_channels', null), enabled: bad, staleTime: 0,
  });
  return bad && changes.data ? deadSince(changes.data.changes, column) : null;
}

/** Beside a number or address: that it no longer reaches anybody, and the way to say so or to take it back. */
export function BadMark({ record, column, canEdit }: { record: RecordDetail; column: Column; canEdit: boolean }) {
  const { t } = useTranslation('freshness');
  const client = useQueryClient();
  const bad = isBad(record.cells, column.id);
  const since = useSince(record.id, column.id, bad && isReachable(column.id));
  const mark = useAction({
    mutationFn: (dead: boolean) => markChannel([record.id], column.id as Reachable, dead),
    onSuccess: (answer, dead) => {
      notifyUndo(t(dead ? 'bad.marked' : 'bad.unmarked', { label: column.label }), answer.operation);
      return client.invalidateQueries({ queryKey: recordKeys.record('leads', record.id) });
    },
  });
  if (!isReachable(column.id) || !record.cells[column.id]) return null;
  return (
    <span className={styles.mark} data-bad={bad}>
      {bad && (
        <b>
          <IconAlertTriangle size={13} stroke={1.75} aria-hidden /> {t('bad.word')}
        </b>
      )}
      {bad && since && <span>{t('bad.since')} <When at={since} /></span>}
      {canEdit && (
        <button type="button" disabled={mark.isPending} aria-label={t(bad ? 'bad.unmark_label' : 'bad.mark_label', { label: column.label })} onClick={() => mark.mutate(!bad)}>
          {t(bad ? 'bad.unmark' : 'bad.mark')}
        </button>
      )}
      {mark.isError && <span role="alert">{apiError(mark.error)}</span>}
    </span>
  );
}
