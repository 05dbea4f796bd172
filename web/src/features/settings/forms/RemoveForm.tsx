import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { deleteRows } from '@/api/tables';
import { notifyUndo } from '@/api/undo';
import { LoadingBars } from '@/kit/parts/PlaceState';
import { Ask } from '../parts/Ask';
import { formUse } from './data';
import type { WebForm } from './forms';
import styles from './forms.module.css';

/** Says what the form has brought and what its removal does; the form goes to the trash and comes back by undo. */
export function RemoveForm({ form, onClose, onRemoved }: { form: WebForm; onClose: () => void; onRemoved: () => void }) {
  const { t } = useTranslation('forms');
  const client = useQueryClient();
  const use = useQuery({ queryKey: ['web-forms', form.id, 'use'], queryFn: () => formUse(form.id), gcTime: 0 });

  async function remove(): Promise<string | undefined> {
    try {
      const answer = await deleteRows('web_forms', [form.id]);
      const [refused] = answer.refused;
      if (refused) return refused.message;
      notifyUndo(t('removal.done', { name: form.name }), answer.operation);
      await client.invalidateQueries({ queryKey: keys.rows('web_forms') });
      onRemoved();
      return undefined;
    } catch (error) {
      return apiError(error);
    }
  }

  return (
    <Ask title={t('removal.title', { name: form.name })} go={t('removal.go')} danger disabled={!use.data} onClose={onClose} onGo={remove}>
      {use.isPending && <LoadingBars rows={2} />}
      {use.error && <p role="alert">{apiError(use.error)}</p>}
      {use.data && (
        <>
          <p className={styles.plain}>{use.data.submissions === 0 ? t('removal.nothing') : `${t('removal.submissions', { count: use.data.submissions })}${t('removal.leads', { count: use.data.leads })}`}</p>
          {use.data.waiting > 0 && <p className={styles.plain}>{t('removal.waiting', { count: use.data.waiting })}</p>}
          <p className={styles.plain}>{t('removal.words')}</p>
        </>
      )}
    </Ask>
  );
}
