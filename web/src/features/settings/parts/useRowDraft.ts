import { useState } from 'react';
import { useSave, type Change } from './useSave';

interface Wanted<Draft> {
  table: string;
  /** The row as it is stored. */
  before: Draft;
  /** The cells in which a draft differs from it. */
  changesOf: (draft: Draft) => Change[];
  saved: (draft: Draft) => string;
}

/** A settings row edited as a whole: what was typed stays until it is saved or given up, a refusal beside it. */
export function useRowDraft<Draft extends object>({ table, before, changesOf, saved }: Wanted<Draft>) {
  const [edited, setEdited] = useState<Partial<Draft>>({});
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = useSave(table);
  const draft: Draft = { ...before, ...edited };
  const changes = changesOf(draft);

  /** Whether nothing is left unsaved. */
  async function commit(): Promise<boolean> {
    const why = changes.length === 0 ? undefined : await save(changes, saved(draft));
    setRefusal(why);
    if (why === undefined) setEdited({});
    return why === undefined;
  }

  async function act(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    await work();
    setBusy(false);
  }

  function discard(): void {
    setEdited({});
    setRefusal(undefined);
  }

  const change = (part: Partial<Draft>) => setEdited((earlier) => ({ ...earlier, ...part }));
  return { draft, changes, refusal, busy, change, commit, act, discard };
}
