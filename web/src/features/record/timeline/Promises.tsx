import { useQueryClient } from '@tanstack/react-query';
import { IconClockExclamation, IconFlag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { formatDate, todayIso } from '@/kit/format/dates';
import { markPromise } from '../calls';
import type { PromiseItem } from '../types';
import { daysPast, sortPromises } from './arrange';
import { useAction } from '../useAction';
import styles from './timeline.module.css';

const SOON_DAYS = 1;

function Due({ due }: { due: string }) {
  const { t, i18n } = useTranslation('record');
  const past = daysPast(due, todayIso());
  if (past > 0) {
    return (
      <span className={styles.due} data-tone="red">
        <IconClockExclamation size={14} aria-hidden /> {t('promise.overdue', { count: past })}
      </span>
    );
  }
  const tone = past >= -SOON_DAYS ? 'amber' : 'plain';
  return <span className={styles.due} data-tone={tone}>{t('promise.before', { date: formatDate(due, i18n.language) })}</span>;
}

export function PromiseLine({ leadId, promise, canMark }: { leadId: number; promise: PromiseItem; canMark: boolean }) {
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const mark = useAction({
    mutationFn: (done: boolean) => markPromise(promise.id, done),
    onSettled: () => client.invalidateQueries({ queryKey: keys.row('leads', leadId) }),
  });
  const done = mark.isPending ? mark.variables : promise.done;
  return (
    <>
      <div className={styles.promise} data-done={done}>
        <span className={styles.side} data-side={promise.side}>{t(`side.${promise.side}`)}</span>
        <span className={styles.text} title={promise.text}>{promise.text}</span>
        {promise.due && !done && <Due due={promise.due} />}
        <input
          type="checkbox" checked={done} disabled={!canMark} aria-label={t('promise.kept', { text: promise.text })}
          onChange={(event) => mark.mutate(event.target.checked)}
        />
      </div>
      {mark.isError && <p className={styles.error} role="alert">{apiError(mark.error)}</p>}
    </>
  );
}

/** What is still owed, by us and by them, before everything else. */
export function OpenPromises({ leadId, promises, canMark }: { leadId: number; promises: readonly PromiseItem[]; canMark: boolean }) {
  const { t } = useTranslation('record');
  if (promises.length === 0) return null;
  return (
    <div className={styles.item} data-kind="promises">
      <span className={styles.icon}><IconFlag size={14} stroke={1.75} aria-hidden /></span>
      <div>
        <div className={styles.title}><b>{t('promise.open')}</b></div>
        {sortPromises(promises).map((promise) => (
          <PromiseLine key={promise.id} leadId={leadId} promise={promise} canMark={canMark} />
        ))}
      </div>
    </div>
  );
}
