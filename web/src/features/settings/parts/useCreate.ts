import { useQueryClient } from '@tanstack/react-query';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { createRows } from '@/api/tables';
import type { Json } from '@/api/types';
import { notifyUndo } from '@/api/undo';

type Created = { id: number; refusal?: undefined } | { id?: undefined; refusal: string };

/** Creates one row of a settings table, with undo; answers its id, or the refusal in words. */
export function useCreate(table: string): (cells: Record<string, Json>, words: string) => Promise<Created> {
  const client = useQueryClient();
  return async (cells, words) => {
    try {
      const answer = await createRows(table, [cells], 'panel', crypto.randomUUID());
      const [result] = answer.results;
      if (!result?.id) return { refusal: result?.errors.map((error) => error.message).join('\n') ?? '' };
      await client.invalidateQueries({ queryKey: keys.rows(table) });
      notifyUndo(words, answer.operation);
      return { id: result.id };
    } catch (error) {
      return { refusal: apiError(error) };
    }
  };
}
