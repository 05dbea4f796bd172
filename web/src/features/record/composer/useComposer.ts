import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { parseText } from '@/api/tables';
import { readingQuery, useProposal, useReading } from '../data';
import { splitTexts } from '@/features/pasted/calls';
import { logFollowup } from '../calls';
import type { FollowupBody, Reading } from '../types';
import { buildBody, resolveConsequence, resolveGrade, resolveGuard, resolveNext, resolveOutcome, resolvePromises, resolveSignals, type Draft, type DraftDefaults } from './draft';
import { forgetDraft, keepDraft, loadDraft } from './draftStore';
import { useAction } from '../useAction';

/** Long enough not to ask at every stroke, short enough to see the date appear while still writing. */
const READ_AFTER_MS = 350;

export interface ComposerError {
  words: string;
  /** The part of the form that the server's refusal is about. */
  part: 'text' | 'next' | 'grade' | 'stage' | 'set' | 'promises' | 'guard' | 'form';
}

const PARTS: Record<string, ComposerError['part']> = {
  summary: 'text', next: 'next', next_at: 'next', next_method: 'next', grade: 'grade', stage: 'stage', reason: 'stage',
  lost_reason: 'stage', amount: 'stage', won_amount: 'stage', promises: 'promises', due: 'promises',
};

const GUARD = new Set(['too_often', 'too_often_today', 'too_often_ungraded', 'too_often_today_ungraded', 'do_not_contact']);

function errorOf(error: unknown, unexpected: string): ComposerError {
  if (!(error instanceof ApiError)) return { words: unexpected, part: 'form' };
  if (GUARD.has(error.code)) return { words: error.message, part: 'guard' };
  const about = error.data['column'] ?? error.data['field'];
  if (error.code === 'reason_required' || error.code === 'amount_required') return { words: error.message, part: 'stage' };
  return { words: error.message, part: typeof about === 'string' ? (PARTS[about] ?? 'set') : 'form' };
}

/** A signed amount is typed as people write it ("12万") and sent in fen. */
async function withAmount(body: FollowupBody): Promise<FollowupBody> {
  const typed = body.stage?.amount;
  if (!body.stage || typeof typed !== 'string') return body;
  const { value, error } = await parseText('leads', 'won_amount', typed);
  if (error || typeof value !== 'number') throw new ApiError(400, 'amount_required', error?.message ?? typed);
  return { ...body, stage: { ...body.stage, amount: value } };
}

/** Everything the follow-up form knows and can do; the draft survives closing, reloading and a failed save. */
export function useComposer(leadId: number, defaults: DraftDefaults, onSaved: (operation: number) => void) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => loadDraft(leadId));
  const [missing, setMissing] = useState<ComposerError | null>(null);
  const [text] = useDebouncedValue(draft.text, READ_AFTER_MS);
  const read = useReading(leadId, text);
  const proposal = useProposal(leadId).data ?? null;
  // What was read from an older text still shows, but what is saved is read from the text as it stands.
  const reading: Reading | null = draft.text.trim() === '' ? null : (read?.reading ?? null);

  const change = (patch: Partial<Draft>) => {
    setMissing(null);
    setDraft((before) => {
      const after = { ...before, ...patch };
      keepDraft(leadId, after);
      return after;
    });
  };

  const saving = useAction({
    mutationFn: async (body: FollowupBody) => logFollowup(leadId, await withAmount(body)),
    onSuccess: (answer) => {
      setDraft(forgetDraft(leadId));
      onSaved(answer.operation);
      return client.invalidateQueries({ queryKey: keys.row('leads', leadId) });
    },
  });

  const splitting = useAction({
    mutationFn: async ({ text: pasted, rejected }: { text: string; rejected: string[] }) => {
      const answer = await splitTexts([{ lead: leadId, text: pasted, rejected }], defaults.via, draft.clientKey);
      const [refused] = answer.refused;
      if (refused) throw new ApiError(400, refused.code, refused.code === 'required' ? t('cells:split.known') : refused.message);
      return answer;
    },
    onSuccess: (answer) => {
      setDraft(forgetDraft(leadId));
      if (answer.operation) onSaved(answer.operation);
      return client.invalidateQueries({ queryKey: keys.row('leads', leadId) });
    },
  });

  const freshReading = async (now: string): Promise<Reading | null> => {
    if (read?.text === now) return read.reading;
    try {
      const found = await client.fetchQuery(readingQuery(leadId, now));
      return found.reading;
    } catch {
      return reading;
    }
  };

  const save = async () => {
    if (saving.isPending) return;
    if (draft.text.trim() === '') {
      setMissing({ words: t('composer.textMissing'), part: 'text' });
      return;
    }
    const current = await freshReading(draft.text);
    const guard = resolveGuard(draft, current, proposal);
    if (guard !== null && draft.guardReason.trim() === '') {
      setMissing({ words: guard, part: 'guard' });
      return;
    }
    saving.mutate(buildBody(draft, defaults, current, proposal));
  };

  return {
    draft, change, save,
    split: (rejected: string[]) => splitting.mutate({ text: draft.text, rejected }),
    read: reading ? read : null,
    method: draft.method ?? defaults.method,
    next: resolveNext(draft, reading, proposal),
    outcome: resolveOutcome(draft, reading),
    grade: resolveGrade(draft, reading),
    guard: resolveGuard(draft, reading, proposal),
    consequence: resolveConsequence(draft, reading, proposal),
    promises: resolvePromises(draft, reading),
    signals: resolveSignals(draft, reading),
    knownSignals: proposal?.signals ?? [],
    saving: saving.isPending || splitting.isPending,
    error: missing ?? (saving.isError || splitting.isError ? errorOf(saving.error ?? splitting.error, t('composer.failed')) : null),
  };
}

export type ComposerState = ReturnType<typeof useComposer>;
