import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { editCells } from '@/api/tables';
import type { Json } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { toast } from '@/kit/notice/notice';

export interface Change {
  row: number;
  column: string;
  value: Json;
}

/**
 * Writes cells of a settings table as one operation and says so, with undo. Answers the refusal in words, or undefined
 * when everything was taken, so that a form can keep what was typed and show the reason beside it.
 */
export function useSave(table: string): (edits: readonly Change[], words: string) => Promise<string | undefined> {
  const client = useQueryClient();
  return useCallback(
    async (edits, words) => {
      try {
        const answer = await editCells(table, { edits: [...edits], via: 'panel', client_key: crypto.randomUUID() });
        const refused = answer.results.filter((result) => result.status === 'refused' || result.status === 'conflict');
        await client.invalidateQueries({ queryKey: keys.rows(table) });
        if (answer.operation) notifyUndo(words, answer.operation);
        if (refused.length === 0) return undefined;
        return [...new Set(refused.map((result) => result.message ?? result.code ?? ''))].join('\n');
      } catch (error) {
        return apiError(error);
      }
    },
    [client, table],
  );
}

/** The same where there is no form to show the refusal in. */
export function useSaveAloud(table: string): (edits: readonly Change[], words: string) => Promise<boolean> {
  const save = useSave(table);
  return useCallback(
    async (edits, words) => {
      const refusal = await save(edits, words);
      if (refusal !== undefined) toast({ words: refusal, tone: 'red' });
      return refusal === undefined;
    },
    [save],
  );
}
