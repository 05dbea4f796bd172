import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import { toast } from '@/kit/notice/notice';
import type { Askable, Trial } from './types';

export function useAskable() {
  return useQuery({ queryKey: [...keys.table('leads'), 'askable'], queryFn: () => api.get<Askable[]>('/scorecards/askable'), staleTime: 5 * 60_000 });
}

export const tryCard = (card: number) => api.post<Trial>(`/scorecards/${card}/try`);

type Step = 'copy' | 'activate' | 'deactivate';

/** Copies a card or switches it; answers what the server said, or undefined when it refused, in words. */
export function useCardStep(): (card: number, step: Step, words: string) => Promise<{ id?: number } | undefined> {
  const client = useQueryClient();
  return async (card, step, words) => {
    try {
      const path = `/scorecards/${card}/${step}` as const;
      const answer = await api.post<{ operation: number | null; id?: number }>(path);
      await client.invalidateQueries({ queryKey: keys.rows('scorecards') });
      await client.invalidateQueries({ queryKey: keys.rows('criteria') });
      notifyUndo(words, answer.operation);
      return answer;
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
      return undefined;
    }
  };
}
