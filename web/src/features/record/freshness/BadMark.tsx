import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, apiError } from '@/api/errors';
import { editCells } from '@/api/tables';
import type { Column } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { deadSince, isBad, isReachable, REACHABLE, type Reachable } from '@/features/freshness/bad';
import { markChannel } from '@/features/freshness/calls';
import { getFieldHistory, recordKeys } from '../calls';
import type { RecordDetail } from '../types';
import { When } from '../timeline/When';
import { useAction } from '../useAction';
import styles from './freshness.module.css';

interface Props {
  table: string;
  record: RecordDetail;
  column: Column;
  canEdit: boolean;
  /** Called after a mark was set or taken back, to load what shows it. */
  onDone?: (() => Promise<unknown>) | undefined;
}

/** When the way was marked as dead; null while unknown, as for leads that came with the mark. */
function useSince(table: string, id: number, column: string, bad: boolean): string | null {
  const changes = useQuery({
    queryKey: recordKeys.history(table, id, 'bad_channels'), queryFn: () => getFieldHistory(table, id, 'bad_channels', null), enabled: bad, staleTime: 0,
  });
  return bad && changes.data ? deadSince(changes.data.changes, column) : null;
}

/** Marks a way as dead or as working: on a lead by its verb, on a contact as the cell that it is. */
async function mark(table: string, record: RecordDetail, column: Reachable, dead: boolean): Promise<{ operation: number | null }> {
  if (table === 'leads') return markChannel([record.id], column, dead);
  const others = REACHABLE.filter((id) => id !== column && isBad(record.cells, id));
  const value = dead ? [...others, column] : others;
  const answer = await editCells(table, { edits: [{ row: record.id, column: 'bad_channels', value: value.length > 0 ? value : null }], via: 'panel' });
  const [result] = answer.results;
  if (result && result.status !== 'done') throw new ApiError(400, 'refused', result.message ?? '');
  return answer;
}

/** Beside a number or address: that it no longer reaches anybody, and the way to say so or to take it back. */
export function BadMark({ table, record, column, canEdit, onDone }: Props) {
  const { t } = useTranslation('freshness');
  const client = useQueryClient();
  const bad = isBad(record.cells, column.id);
  const since = useSince(table, record.id, column.id, bad && isReachable(column.id));
  const marking = useAction({
    mutationFn: (dead: boolean) => mark(table, record, column.id as Reachable, dead),
    onSuccess: (answer, dead) => {
      notifyUndo(t(dead ? 'bad.marked' : 'bad.unmarked', { label: column.label }), answer.operation);
      return onDone ? onDone() : client.invalidateQueries({ queryKey: recordKeys.record(table, record.id) });
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
        <button type="button" disabled={marking.isPending} aria-label={t(bad ? 'bad.unmark_label' : 'bad.mark_label', { label: column.label })} onClick={() => marking.mutate(!bad)}>
          {t(bad ? 'bad.unmark' : 'bad.mark')}
        </button>
      )}
      {marking.isError && <span role="alert">{apiError(marking.error)}</span>}
    </span>
  );
}
