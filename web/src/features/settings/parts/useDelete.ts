import { useQueryClient } from '@tanstack/react-query';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { deleteRows } from '@/api/tables';
import { notifyUndo } from '@/api/undo';
import { toast } from '@/kit/notice/notice';

/** Puts rows of a settings table into the trash, with undo; what is still in use is refused in words. */
export function useDelete(table: string): (ids: number[], words: string) => Promise<void> {
  const client = useQueryClient();
  return async (ids, words) => {
    try {
      const answer = await deleteRows(table, ids);
      await client.invalidateQueries({ queryKey: keys.rows(table) });
      if (answer.done.length > 0) notifyUndo(words, answer.operation);
      const [refused] = answer.refused;
      if (refused) toast({ words: refused.message, tone: 'red' });
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
  };
}
