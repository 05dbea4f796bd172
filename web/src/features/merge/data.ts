import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import { useAction } from '@/features/record/useAction';
import type { Choices, MergeAnswer, MergePreview } from './types';

interface Wanted {
  ids: number[];
  keep: number | undefined;
  choices: Choices;
}

/** What merging would do; while a changed choice is asked for, the former answer stays. */
export function useMergePreview({ ids, keep, choices }: Wanted) {
  return useQuery({
    // Below the rows of leads: whatever changes there makes the comparison stale.
    queryKey: [...keys.rows('leads'), 'merge', ids, keep ?? null, choices],
    queryFn: ({ signal }) => api.post<MergePreview>('/leads/merge/preview', { ids, keep: keep ?? null, choices }, signal),
    placeholderData: keepPreviousData,
    enabled: ids.length > 1,
    retry: false,
  });
}

export interface MergeRequest {
  ids: number[];
  keep: number;
  choices: Choices;
  reason: string;
}

export const mergeLeads = (body: MergeRequest) => api.post<MergeAnswer>('/leads/merge', body);

/** Merges; says so with its undo. `words`: what was done. */
export function useMerge(words: string, onDone: (answer: MergeAnswer) => void) {
  const client = useQueryClient();
  return useAction({
    mutationFn: mergeLeads,
    onSuccess: (answer) => {
      notifyUndo(words, answer.operation);
      onDone(answer);
      return client.invalidateQueries();
    },
  });
}
