import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import type { PathOf } from '@/api/paths';
import { notifyUndo } from '@/api/undo';

interface Retired {
  operation: number | null;
  moved: number;
}

/** Takes a settings row out of use, its leads moved elsewhere in the same operation, and says so with undo. */
export function useRetire(table: string, path: PathOf<'post'>, words: (moved: number) => string, onDone: () => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function retire(moveTo: number | null): Promise<void> {
    setBusy(true);
    try {
      const done = await api.post<Retired>(path, { move_to: moveTo });
      await Promise.all([client.invalidateQueries({ queryKey: keys.rows(table) }), client.invalidateQueries({ queryKey: keys.rows('leads') })]);
      notifyUndo(words(done.moved), done.operation);
      onDone();
    } catch (error) {
      setRefusal(apiError(error));
    } finally {
      setBusy(false);
    }
  }

  return { retire, busy, refusal };
}
