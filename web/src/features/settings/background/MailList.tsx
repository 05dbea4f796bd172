import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/kit/format/dates';
import { Ask } from '../parts/Ask';
import { WorkTable } from './WorkTable';
import { useWork } from './useWork';
import settings from '../settings.module.css';
import styles from './background.module.css';

interface Mail {
  id: number;
  to: string;
  subject: string;
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unclear' | 'cancelled';
  created_at: string;
  next_at: string | null;
  sent_at: string | null;
  attempts: number;
  last_error: string;
}

const STATES = ['stuck', 'waiting', 'ended'] as const;

export function MailList({ stuck, busy }: { stuck: number; busy: boolean }) {
  const { t, i18n } = useTranslation('background');
  const [state, setState] = useState<(typeof STATES)[number]>(stuck > 0 ? 'stuck' : 'waiting');
  const [unclear, setUnclear] = useState<Mail>();
  const { query, rows, act } = useWork<Mail>('mails', state, busy);
  const retry = (mail: Mail) => act(mail.id, 'retry', t('mails.retried'), t('not_any_more'));
  return (
    <>
      <WorkTable
        label={t('tab.mails')} states={STATES.map((value) => ({ value, label: t(`mails.${value}`) }))} state={state} onState={setState} query={query}
        empty={rows.length === 0 ? t(`mails.none_${state}`) : undefined} heads={[t('mails.subject'), t('mails.to'), t('when'), t('how'), '']}
      >
        {rows.map((mail) => (
          <tr key={mail.id}>
            <td className={`${settings.strong} ${settings.wrap}`}>{mail.subject}</td>
            <td className={settings.quiet}>{mail.to}</td>
            <td className={settings.quiet}>{formatDateTime(mail.sent_at ?? mail.created_at, i18n.language)}</td>
            <td className={settings.wrap}>
              {t(`mail_state.${mail.state}`)}
              {mail.state === 'waiting' && mail.next_at && t('again_at', { at: formatDateTime(mail.next_at, i18n.language), attempts: mail.attempts })}
              {mail.last_error && mail.state !== 'sent' && <div className={styles.fault}>{mail.last_error}</div>}
            </td>
            <td>
              <span className={settings.right}>
                {(mail.state === 'failed' || mail.state === 'cancelled') && <Button size="compact-sm" variant="default" onClick={() => void retry(mail)}>{t('mails.retry')}</Button>}
                {mail.state === 'unclear' && <Button size="compact-sm" variant="default" onClick={() => setUnclear(mail)}>{t('mails.retry')}</Button>}
                {(mail.state === 'waiting' || mail.state === 'failed') && <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void act(mail.id, 'cancel', t('mails.cancelled'), t('not_any_more'))}>{t('cancel')}</Button>}
              </span>
            </td>
          </tr>
        ))}
      </WorkTable>
      {unclear && (
        <Ask title={t('mails.unclear_title')} go={t('mails.retry')} onClose={() => setUnclear(undefined)} onGo={async () => { await retry(unclear); return undefined; }}>
          <p>{t('mails.unclear_words', { to: unclear.to })}</p>
        </Ask>
      )}
    </>
  );
}
