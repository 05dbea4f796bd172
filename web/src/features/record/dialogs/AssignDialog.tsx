import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import { assignLead } from '../calls';
import inputStyles from '../input/input.module.css';
import { PersonField } from './PersonField';
import { useAction } from '../useAction';
import styles from './dialogs.module.css';

/** Gives a lead to somebody else, with the reason that will stand in its history. */
export function AssignDialog({ id, title, onClose }: { id: number; title: string; onClose: () => void }) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const [person, setPerson] = useState<{ id: number | null; name: string }>({ id: null, name: '' });
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  // Refused for its doubts: the same button now says that it is meant all the same.
  const [suspect, setSuspect] = useState(false);
  const assign = useAction({
    mutationFn: (owner: number) => assignLead(id, owner, reason.trim(), suspect),
    onSuccess: (answer) => {
      const refused = answer.refused[0];
      if (refused) {
        setSuspect(refused.code === 'suspect');
        return setError(refused.message);
      }
      notifyUndo(t('assign.done', { title, name: person.name }), answer.operation);
      onClose();
      return client.invalidateQueries({ queryKey: keys.row('leads', id) });
    },
    onError: (thrown) => setError(apiError(thrown)),
  });
  return (
    <Modal opened onClose={onClose} title={t('assign.title', { title })} centered>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (person.id === null) setError(t('assign.missing'));
          else assign.mutate(person.id);
        }}
      >
        <div className={styles.field}>
          <span>{t('assign.to')}</span>
          <PersonField label={t('assign.to')} onPick={(owner, name) => {
            setPerson({ id: owner, name });
            setError(null);
            setSuspect(false);
          }} />
        </div>
        <label className={styles.field}>
          <span>{t('assign.reason')}</span>
          <textarea className={inputStyles.input} rows={2} value={reason} placeholder={t('assign.reasonHint')} onChange={(event) => setReason(event.target.value)} />
        </label>
        {error && <p className={styles.error} role="alert">{error}</p>}
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" loading={assign.isPending}>{person.id === null ? t('action.assign') : t(suspect ? 'assign.despite' : 'assign.submit', { name: person.name })}</Button>
        </div>
      </form>
    </Modal>
  );
}
