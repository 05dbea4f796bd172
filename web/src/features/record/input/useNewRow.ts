import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { createRows } from '@/api/tables';
import type { Json } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { useAction } from '../useAction';

interface Wanted {
  table: string;
  leadId: number;
  /** The column without which nothing is sent, and what is said then. */
  required: string;
  missing: string;
  /** What was added, named by the required cell. */
  words: (name: string) => string;
  /** What is read again afterwards. */
  stale: QueryKey;
  onDone: () => void;
}

/** A row that hangs on a lead, typed field by field; what was refused stays typed, with its reason beside it. */
export function useNewRow({ table, leadId, required, missing, words, stale, onDone }: Wanted) {
  const client = useQueryClient();
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const create = useAction({
    mutationFn: () => {
      const cells: Record<string, Json> = { lead: leadId };
      for (const [id, text] of Object.entries(texts)) if (text.trim()) cells[id] = text.trim();
      return createRows(table, [cells], 'panel');
    },
    onSuccess: async (answer) => {
      const refused = answer.results[0]?.errors ?? [];
      if (!answer.results[0]?.id) {
        setErrors(Object.fromEntries(refused.map((one) => [one.column, one.message])));
        return;
      }
      notifyUndo(words(texts[required] ?? ''), answer.operation);
      onDone();
      await client.invalidateQueries({ queryKey: stale });
    },
  });
  const submit = () => {
    if (!texts[required]?.trim()) setErrors({ [required]: missing });
    else create.mutate();
  };
  const type = (column: string, text: string) => setTexts((before) => ({ ...before, [column]: text }));
  return { texts, errors, create, submit, type };
}
