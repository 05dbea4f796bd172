import i18next from 'i18next';
import { toast } from '@/kit/notice/notice';
import type { CellEdit } from '@/tableview/model/contract';
import { factsOf, findLookalikes, isTelling } from './useLookalikes';

/** A name or number just typed into the grid that a lead has already is said in passing; nothing waits for it. */
export async function warnOfLookalike(edits: readonly CellEdit[], open: (lead: number) => void): Promise<void> {
  const [edit] = edits;
  if (!edit || edits.length > 1 || !isTelling(edit.columnId)) return;
  const facts = factsOf({ [edit.columnId]: edit.text });
  const found = facts && (await findLookalikes(facts, edit.rowId).catch(() => undefined));
  const match = found?.matches.find((one) => one.lead !== null) ?? found?.matches[0];
  if (!match) return;
  const { lead } = match;
  if (!lead) return toast({ id: 'lookalike', words: i18next.t('duplicates:line.somebodys') });
  toast({
    id: 'lookalike',
    words: i18next.t('duplicates:line.known', {
      lead: [lead.number, lead.title].filter(Boolean).join(' '), facts: [lead.owner_name, lead.stage].filter(Boolean).join('，'),
    }),
    action: { label: i18next.t('duplicates:line.open'), run: () => open(lead.id) },
  });
}
