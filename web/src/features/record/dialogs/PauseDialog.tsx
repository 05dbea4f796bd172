import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import { pauseLead } from '../calls';
import inputStyles from '../input/input.module.css';
import { useAction } from '../useAction';
import styles from './dialogs.module.css';

/** "Not now": until when, or until a buying signal, and why. */
export function PauseDialog({ id, title, onClose, onDone }: { id: number; title: string; onClose: () => void; onDone?: () => void }) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const pause = useAction({
    mutationFn: () => pauseLead(id, until.trim(), reason.trim()),
    onSuccess: (answer) => {
      const refused = answer.refused[0];
      if (refused) return setError(refused.message);
      notifyUndo(t('pause.done', { title }), answer.operation);
      onClose();
      onDone?.();
      return client.invalidateQueries({ queryKey: keys.row('leads', id) });
    },
    onError: (thrown) => setError(apiError(thrown)),
  });
  return (
    <Modal opened onClose={onClose} title={t('pause.title', { title })} centered>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() === '') setError(t('pause.missing'));
          else pause.mutate();
        }}
      >
        <label className={styles.field}>
          <span>{t('pause.until')}</span>
          <input className={inputStyles.input} value={until} placeholder={t('pause.untilHint')} data-autofocus onChange={(event) => setUntil(event.target.value)} />
        </label>
        <label className={styles.field}>
          <span>{t('pause.reason')}</span>
          <textarea className={inputStyles.input} rows={2} value={reason} placeholder={t('pause.reasonHint')} onChange={(event) => setReason(event.target.value)} />
        </label>
        <p className={styles.hint}>{t('pause.words')}</p>
        {error && <p className={styles.error} role="alert">{error}</p>}
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" loading={pause.isPending}>{t('action.pause')}</Button>
        </div>
      </form>
    </Modal>
  );
}
