import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { notifyUndo } from '@/api/undo';
import { undecided } from '@/features/merge/choices';
import { mergeLeads } from '@/features/merge/data';
import type { MergePreview } from '@/features/merge/types';
import { useOpenMerge } from '@/features/merge/useMergePlace';
import { toast } from '@/kit/notice/notice';
import type { Suspects } from './types';

/** Merges a pair as proposed; one that needs a decision or may not be merged is opened side by side instead. */
export function useMergeNow(): (pair: Suspects, onDone: () => void) => Promise<void> {
  const { t } = useTranslation('merge');
  const client = useQueryClient();
  const open = useOpenMerge();
  return useCallback(
    async (pair, onDone) => {
      const ids = [pair.left.id, pair.right.id];
      try {
        const preview = await api.post<MergePreview>('/leads/merge/preview', { ids });
        if (preview.refused || undecided(preview.columns, {})) return open(ids, pair.id);
        const answer = await mergeLeads({ ids, keep: preview.keep, choices: {}, reason: '' });
        const number = preview.leads.find((lead) => lead.id === answer.keep)?.number ?? '';
        onDone();
        notifyUndo(t('done', { count: ids.length, number }), answer.operation);
        await client.invalidateQueries();
      } catch (error) {
        toast({ words: apiError(error), tone: 'red' });
      }
    },
    [client, open, t],
  );
}
