import { Alert, Button, Checkbox, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { notifyUndo } from '@/api/undo';
import { LoadingBars } from '@/kit/parts/PlaceState';
import { countMails, sendMails, type MailAnswer, type SkipReason } from './calls';
import styles from './freshness.module.css';

const REASONS: readonly SkipReason[] = ['no_address', 'bad_address', 'opted_out', 'waiting', 'too_often'];

interface Props {
  /** The leads meant; null when there are more than can be gathered. */
  gather: () => Promise<number[] | null>;
  onClose: () => void;
  onDone?: () => void;
}

/** Asks before mails go out: how many get one, who does not and why. */
export function MailDialog({ gather, onClose, onDone }: Props) {
  const { t } = useTranslation('freshness');
  const [again, setAgain] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const count = useQuery({
    queryKey: ['freshness', 'mail', again],
    queryFn: async () => {
      const ids = await gather();
      return ids === null ? null : { ids, answer: await countMails({ ids, again }) };
    },
    gcTime: 0,
    retry: false,
    placeholderData: (before) => before,
  });
  const answer = count.data?.answer;

  async function send(): Promise<void> {
    if (!count.data) return;
    setBusy(true);
    try {
      const done = await sendMails({ ids: count.data.ids, again });
      notifyUndo(t(done.can_send ? 'mail.sent' : 'mail.queued', { count: done.ready }), done.operation);
      onDone?.();
      onClose();
    } catch (caught) {
      setError(apiError(caught));
    } finally {
      setBusy(false);
    }
  }

  const fault = error ?? (count.isError ? apiError(count.error) : count.data === null ? t('mail.too_large') : undefined);
  return (
    <Modal opened onClose={onClose} title={t('mail.title')} size={440}>
      {count.isPending && <LoadingBars rows={3} />}
      {answer && <Counts answer={answer} again={again} onAgain={setAgain} />}
      {fault && <Alert color="red" role="alert" mt="sm">{fault}</Alert>}
      <Group justify="flex-end" gap={8} mt="md">
        <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
        <Button loading={busy} disabled={!answer || answer.ready === 0 || count.isPlaceholderData} onClick={() => void send()}>
          {t('mail.go', { count: answer?.ready ?? 0 })}
        </Button>
      </Group>
    </Modal>
  );
}

function Counts({ answer, again, onAgain }: { answer: MailAnswer; again: boolean; onAgain: (again: boolean) => void }) {
  const { t } = useTranslation('freshness');
  const waiting = (answer.skipped.waiting ?? 0) > 0;
  return (
    <div className={styles.counts}>
      <p>{t('mail.words', { count: answer.ready })}</p>
      <ul>
        {REASONS.filter((reason) => answer.skipped[reason]).map((reason) => (
          <li key={reason}>
            <span>{t(`mail.${reason}`)}</span>
            <b>{answer.skipped[reason]}</b>
          </li>
        ))}
      </ul>
      {(waiting || again) && <Checkbox size="sm" checked={again} label={t('mail.again')} onChange={(event) => onAgain(event.currentTarget.checked)} />}
      {!answer.can_send && <p className={styles.note}>{t('mail.no_server')}</p>}
    </div>
  );
}
