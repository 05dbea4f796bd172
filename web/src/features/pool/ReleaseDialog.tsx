import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import { useAction } from '../record/useAction';
import { ClaimDialog } from './ClaimDialog';
import { release } from './data';

/** Gives one lead back to the pool, from its own page. */
export function ReleaseDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation('pool');
  const client = useQueryClient();
  const [error, setError] = useState<string>();
  const give = useAction({
    mutationFn: (reason: string) => release([id], reason),
    onSuccess: (answer) => {
      const refused = answer.refused[0];
      if (refused) return setError(refused.message);
      notifyUndo(t('released', { count: 1 }), answer.operation);
      onClose();
      return client.invalidateQueries({ queryKey: keys.rows('leads') });
    },
    onError: (thrown) => setError(apiError(thrown)),
  });
  return <ClaimDialog kind="release" chosen={1} busy={give.isPending} error={error} onGo={(reason) => give.mutate(reason)} onClose={onClose} />;
}
