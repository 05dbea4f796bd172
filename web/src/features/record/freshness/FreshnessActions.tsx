import { IconCheck, IconMailForward } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { notifyUndo } from '@/api/undo';
import { confirmLeads } from '@/features/freshness/calls';
import { MailDialog } from '@/features/freshness/MailDialog';
import { recordKeys } from '../calls';
import type { RecordDetail } from '../types';
import { useAction } from '../useAction';
import { asText } from '../words';
import styles from './freshness.module.css';

/** Saying that the data are right as of now, or asking the customer by mail. */
export function FreshnessActions({ record }: { record: RecordDetail }) {
  const { t } = useTranslation('freshness');
  const client = useQueryClient();
  const [mailing, setMailing] = useState(false);
  const fresh = () => client.invalidateQueries({ queryKey: recordKeys.record('leads', record.id) });
  const confirm = useAction({
    mutationFn: () => confirmLeads([record.id]),
    onSuccess: (answer) => {
      notifyUndo(t('confirmed', { count: answer.done.length }), answer.operation);
      return fresh();
    },
  });
  return (
    <div className={styles.actions}>
      <button type="button" disabled={confirm.isPending} onClick={() => confirm.mutate()}>
        <IconCheck size={14} stroke={1.75} aria-hidden /> {t('confirm')}
      </button>
      {asText(record.cells['email']) && (
        <button type="button" onClick={() => setMailing(true)}>
          <IconMailForward size={14} stroke={1.75} aria-hidden /> {t('mail.open')}
        </button>
      )}
      {confirm.isError && <p role="alert">{apiError(confirm.error)}</p>}
      {mailing && <MailDialog gather={() => Promise.resolve([record.id])} onClose={() => setMailing(false)} />}
    </div>
  );
}
