import { Button, Checkbox, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { endShare, shareRecord } from '../calls';
import type { RecordDetail, Share } from '../types';
import { PersonField } from './PersonField';
import styles from './dialogs.module.css';

/** Who else sees this one record, and whether they may edit it. */
export function ShareDialog({ table, record, title, onClose }: { table: string; record: RecordDetail; title: string; onClose: () => void }) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const [person, setPerson] = useState<number | null>(null);
  const [canEdit, setCanEdit] = useState(false);
  const [round, setRound] = useState(0);
  const refresh = () => client.invalidateQueries({ queryKey: keys.row(table, record.id) });
  const share = useMutation({
    mutationFn: (id: number) => shareRecord(table, record.id, { person_id: id, can_edit: canEdit }),
    onSuccess: () => {
      setPerson(null);
      setRound(round + 1);
      return refresh();
    },
  });
  const end = useMutation({ mutationFn: (one: Share) => endShare(one.id), onSuccess: refresh });
  const error = share.error ?? end.error;
  return (
    <Modal opened onClose={onClose} title={t('share.title', { title })} centered>
      <div className={styles.form}>
        <ul className={styles.shares}>
          {record.shares.map((one) => (
            <li key={one.id}>
              <b>{one.person?.label ?? one.unit?.label}</b>
              <span>{t(one.can_edit ? 'share.edits' : 'share.reads')}</span>
              <Button size="compact-sm" variant="default" loading={end.isPending && end.variables.id === one.id} onClick={() => end.mutate(one)}>{t('share.end')}</Button>
            </li>
          ))}
          {record.shares.length === 0 && <li>{t('share.none')}</li>}
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
