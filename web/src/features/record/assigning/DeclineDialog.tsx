import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import dialogs from '../dialogs/dialogs.module.css';
import inputStyles from '../input/input.module.css';
import { useAction } from '../useAction';
import { declineLead } from './data';
import styles from './assigning.module.css';

const REASONS = ['region', 'trade', 'full', 'known'] as const;

/** Gives the lead back: with a reason, which whoever has it next reads. */
export function DeclineDialog({ id, title, onClose, onDone }: { id: number; title: string; onClose: () => void; onDone?: () => void }) {
  const { t } = useTranslation('assigning');
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const decline = useAction({
    mutationFn: () => declineLead(id, reason.trim()),
    onSuccess: (answer) => {
      const refused = answer.refused[0];
      if (refused) return setError(refused.message);
      notifyUndo(t('decline.done', { title }), answer.operation);
      onClose();
      onDone?.();
      return client.invalidateQueries({ queryKey: keys.row('leads', id) });
    },
    onError: (thrown) => setError(apiError(thrown)),
  });
  return (
    <Modal opened onClose={onClose} title={t('decline.title', { title })} centered>
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() === '') setError(t('decline.missing'));
          else decline.mutate(undefined);
        }}
      >
        <label className={dialogs.field}>
          <span>{t('decline.reason')}</span>
          <textarea data-autofocus className={inputStyles.input} rows={2} value={reason} onChange={(event) => { setReason(event.target.value); setError(undefined); }} />
        </label>
        <div className={styles.offers}>
          {REASONS.map((one) => (
            <button key={one} type="button" onClick={() => setReason(t(`decline.because.${one}`))}>{t(`decline.because.${one}`)}</button>
          ))}
        </div>
        {error && <p className={dialogs.error} role="alert">{error}</p>}
        <div className={dialogs.foot}>
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" loading={decline.isPending}>{t('decline.submit')}</Button>
        </div>
      </form>
    </Modal>
  );
}
