import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { apiError } from '@/api/errors';
import { mayDo, useSession } from '@/api/session';
import { notifyUndo } from '@/api/undo';
import { DeclineDialog } from '@/features/record/assigning/DeclineDialog';
import { acceptLead } from '@/features/record/assigning/data';
import { PauseDialog } from '@/features/record/dialogs/PauseDialog';
import { useAction } from '@/features/record/useAction';
import { useCommands } from '@/kit/commands/commands';
import { toast } from '@/kit/notice/notice';
import { todayKeys } from './calls';
import type { Entry } from './types';

/** What can be answered to the open customer without leaving the list; absent what does not apply or is not allowed. */
export interface Answers {
  accept?: () => void;
  decline?: () => void;
  pause?: () => void;
}

/** Accept, decline, not now: in one's own list, by button and by key. `goOn`: the entry has left the list. */
export function useAnswers(entry: Entry | undefined, own: boolean, goOn: () => void): { answers: Answers; dialog: ReactNode } {
  const { t } = useTranslation('assigning');
  const client = useQueryClient();
  const may = mayDo(useSession(), 'leads', 'edit') && own && entry !== undefined;
  const [asking, setAsking] = useState<'decline' | 'pause'>();
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: todayKeys.all }), [client]);
  const { mutate } = useAction({
    mutationFn: (lead: Entry) => acceptLead(lead.id),
    onSuccess: (answer, lead) => {
      const refused = answer.refused[0];
      if (refused) toast({ words: refused.message, tone: 'red' });
      else if (answer.operation) notifyUndo(t('accept.done', { title: lead.title }), answer.operation);
      return refresh();
    },
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
  const waits = may && entry.accept_by !== null;
  const answers = useMemo<Answers>(
    () => ({
      ...(waits ? { accept: () => mutate(entry), decline: () => setAsking('decline') } : {}),
      ...(may ? { pause: () => setAsking('pause') } : {}),
    }),
    [waits, may, entry, mutate],
  );
  useAnswerKeys(answers);
  const done = () => {
    goOn();
    void refresh();
  };
  const close = () => setAsking(undefined);
  const dialog = entry && asking === 'decline' ? <DeclineDialog id={entry.id} title={entry.title} onClose={close} onDone={done} />
    : entry && asking === 'pause' ? <PauseDialog id={entry.id} title={entry.title} onClose={close} onDone={done} />
    : null;
  return { answers, dialog };
}

function useAnswerKeys({ accept, decline, pause }: Answers): void {
  const { t } = useTranslation('today');
  const commands = useMemo(() => {
    const section = t('title');
    return [
      ...(accept ? [{ id: 'today.accept', label: t('accept'), section, hotkey: 'y', run: accept }] : []),
      ...(decline ? [{ id: 'today.decline', label: t('decline'), section, hotkey: 'n', run: decline }] : []),
      ...(pause ? [{ id: 'today.pause', label: t('not_now'), section, hotkey: 'p', run: pause }] : []),
    ];
  }, [t, accept, decline, pause]);
  useCommands(commands);
}
