import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import type { PathOf } from '@/api/paths';
import { notifyUndo } from '@/api/undo';

interface Placed {
  operation: number | null;
  records: number;
}

/** Sends one of the verbs that place people; answers the refusal in words, or says what was done with undo. */
export function usePlacing(): (path: PathOf<'post'>, body: unknown, words: (records: number) => string) => Promise<string | undefined> {
  const client = useQueryClient();
  return async (path, body, words) => {
    try {
      const placed = await api.post<Placed>(path, body);
      await client.invalidateQueries({ queryKey: keys.rows('people') });
      notifyUndo(words(placed.records), placed.operation);
      return undefined;
    } catch (error) {
      return apiError(error);
    }
  };
}
