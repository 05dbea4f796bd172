import { Button, Checkbox, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { endShare, getShares, recordKeys, shareRecord } from '../calls';
import type { Share } from '../types';
import { PersonField } from './PersonField';
import { useAction } from '../useAction';
import styles from './dialogs.module.css';

/** Who else sees this one record, and whether they may edit it. */
export function ShareDialog({ table, id, title, onClose }: { table: string; id: number; title: string; onClose: () => void }) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const [person, setPerson] = useState<number | null>(null);
  const [canEdit, setCanEdit] = useState(false);
  const [round, setRound] = useState(0);
  const shares = useQuery({ queryKey: recordKeys.shares(table, id), queryFn: () => getShares(table, id) });
  const shared = shares.data ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: recordKeys.shares(table, id) });
  const share = useAction({
    mutationFn: (who: number) => shareRecord(table, id, { person_id: who, can_edit: canEdit }),
    onSuccess: () => {
      setPerson(null);
      setRound(round + 1);
      return refresh();
    },
  });
  const end = useAction({ mutationFn: (one: Share) => endShare(one.id), onSuccess: refresh });
  const error = share.error ?? end.error ?? shares.error;
  return (
    <Modal opened onClose={onClose} title={t('share.title', { title })} centered>
      <div className={styles.form}>
        <ul className={styles.shares}>
          {shared.map((one) => (
            <li key={one.id}>
              <b>{one.person?.label ?? one.unit?.label}</b>
              <span>{t(one.can_edit ? 'share.edits' : 'share.reads')}</span>
              <Button size="compact-sm" variant="default" loading={end.isPending && end.variables.id === one.id} onClick={() => end.mutate(one)}>{t('share.end')}</Button>
            </li>
          ))}
          {shares.isSuccess && shared.length === 0 && <li>{t('share.none')}</li>}
        </ul>
        <div className={styles.field}>
          <span>{t('share.with')}</span>
          <PersonField key={round} label={t('share.with')} onPick={setPerson} />
        </div>
        <Checkbox label={t('share.canEdit')} checked={canEdit} onChange={(event) => setCanEdit(event.currentTarget.checked)} />
        {error && <p className={styles.error} role="alert">{apiError(error)}</p>}
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>{t('close')}</Button>
          <Button disabled={person === null} loading={share.isPending} onClick={() => person !== null && share.mutate(person)}>{t('share.submit')}</Button>
        </div>
      </div>
    </Modal>
  );
}
