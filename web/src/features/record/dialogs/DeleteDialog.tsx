import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { deleteRows } from '@/api/tables';
import { notifyUndo } from '@/api/undo';
import { useAction } from '../useAction';
import styles from './dialogs.module.css';

/** Moves the record to the trash; it says that nothing is lost and how to get it back. */
export function DeleteDialog(props: { table: string; id: number; title: string; onClose: () => void; onDeleted: () => void }) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const remove = useAction({
    mutationFn: () => deleteRows(props.table, [props.id]),
    onSuccess: (answer) => {
      if (answer.refused[0]) return;
      notifyUndo(t('delete.done', { title: props.title }), answer.operation);
      props.onDeleted();
      void client.invalidateQueries({ queryKey: keys.rows(props.table) });
    },
  });
  const error = remove.isError ? apiError(remove.error) : remove.data?.refused[0]?.message;
  return (
    <Modal opened onClose={props.onClose} title={t('delete.title', { title: props.title })} centered>
      <p className={styles.words}>{t('delete.words')}</p>
      {error && <p className={styles.error} role="alert">{error}</p>}
      <div className={styles.foot}>
        <Button variant="default" onClick={props.onClose}>{t('cancel')}</Button>
        <Button variant="outline" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>{t('delete.submit')}</Button>
      </div>
    </Modal>
  );
}
