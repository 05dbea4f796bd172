import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { editCells } from '@/api/tables';
import { recordOperation } from '@/api/undo';
import type { CellResult, CellsBody, CellValue, Json } from '@/api/types';
import { recordKeys } from '../calls';
import type { RecordDetail } from '../types';

/** What is the matter with one field of the open record. */
export type FactState =
  | { kind: 'saving'; text: string }
  | { kind: 'refused'; text: string; reason: string }
  | { kind: 'conflict'; text: string; value: Json; theirs: CellValue; by: string; at: string };

/** How saving a field ended; in a conflict nothing was written and the person decides. */
export type SaveOutcome = 'saved' | 'refused' | 'conflict';

function stateOf(result: CellResult | undefined, text: string, value: Json): FactState | null {
  if (result?.status === 'refused') return { kind: 'refused', text, reason: result.message ?? '' };
  if (result?.status !== 'conflict' || !result.theirs) return null;
  const { by, at, value: theirs } = result.theirs;
  return { kind: 'conflict', text, value, theirs, by: typeof by === 'string' ? by : by.label, at };
}

/** Editing fields in place: what was typed stays beside its reason until it is saved or given up. */
export function useFactEdit(table: string, record: RecordDetail) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const [states, setStates] = useState<Record<string, FactState>>({});

  const put = (column: string, state: FactState | null) =>
    setStates((before) => {
      const rest = Object.entries(before).filter(([id]) => id !== column);
      return Object.fromEntries(state ? [...rest, [column, state]] : rest);
    });

  const store = (column: string, value: CellValue, position: number) =>
    client.setQueryData<RecordDetail>(recordKeys.record(table, record.id), (before) =>
      before && { ...before, cells: { ...before.cells, [column]: value }, position: Math.max(position, before.position) },
    );

  /** `base`: the position of what the person saw when starting. */
  const save = async (column: string, text: string, value: Json = text, { base = record.position, force = false } = {}): Promise<SaveOutcome> => {
    put(column, { kind: 'saving', text });
    const body: CellsBody = { edits: [{ row: record.id, column, value }], base, via: 'panel', kind: 'type', force };
    try {
      const answer = await editCells(table, body);
      const result = answer.results[0];
      const state = stateOf(result, text, value);
      put(column, state);
      if (state) return state.kind === 'conflict' ? 'conflict' : 'refused';
      recordOperation(answer.operation);
      const fresh = answer.rows[0]?.cells[answer.columns?.indexOf(column) ?? -1];
      if (fresh !== undefined) store(column, fresh, answer.position);
      await client.invalidateQueries({ queryKey: recordKeys.record(table, record.id) });
      return 'saved';
    } catch (error) {
      put(column, { kind: 'refused', text, reason: apiError(error) || t('fact.failed') });
      return 'refused';
    }
  };

  return { states, save, forget: (column: string) => put(column, null) };
}

export type FactEdit = ReturnType<typeof useFactEdit>;
