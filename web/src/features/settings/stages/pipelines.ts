import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import { recordKeys } from '@/features/record/calls';
import { toast } from '@/kit/notice/notice';

/** Everything that names pipelines or stages is asked for again. */
export async function refreshStages(client: QueryClient): Promise<void> {
  const stale = [keys.rows('pipelines'), keys.rows('stages'), recordKeys.stages];
  await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** Lets new leads begin in a pipeline, with undo. */
export function useMakeDefault(): (pipeline: number, words: string) => Promise<void> {
  const client = useQueryClient();
  return async (pipeline, words) => {
    try {
      const { operation } = await api.post<{ operation: number | null }>(`/pipelines/${pipeline}/default`);
      await refreshStages(client);
      notifyUndo(words, operation);
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
  };
}
