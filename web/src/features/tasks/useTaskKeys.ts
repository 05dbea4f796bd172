import { IconCircleCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import type { BulkAnswer, TableSchema } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { useCommands } from '@/kit/commands/commands';
import { toast } from '@/kit/notice/notice';

/** Finishes the task in the active line of the table by one key, with undo. */
export function useTaskKeys(schema: TableSchema, active: () => number | undefined, onDone: () => void): void {
  const { t } = useTranslation('tasks');
  useCommands(
    useMemo(
      () => schema.key !== 'tasks' || !schema.actions.includes('edit') ? [] : [{
        id: 'tasks.done', label: t('finish'), icon: IconCircleCheck, hotkey: 'alt+d', section: schema.label,
        run: () => void finish(active(), t('finished'), t('choose')).then((done) => done && onDone()),
      }],
      [schema, active, onDone, t],
    ),
  );
}

async function finish(row: number | undefined, words: string, choose: string): Promise<boolean> {
  if (row === undefined) {
    toast({ words: choose });
    return false;
  }
  try {
    const answer = await api.post<BulkAnswer>('/tasks/settle', { ids: [row], state: 'done', via: 'grid' });
    if (answer.operation) notifyUndo(words, answer.operation);
    return answer.operation !== null;
  } catch (error) {
    toast({ tone: 'red', words: apiError(error) });
    return false;
  }
}
