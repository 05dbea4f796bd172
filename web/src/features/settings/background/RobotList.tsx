import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '@/api/schema';
import { formatDateTime } from '@/kit/format/dates';
import { Ask } from '../parts/Ask';
import { WorkTable } from './WorkTable';
import { useWork } from './useWork';
import settings from '../settings.module.css';
import styles from './background.module.css';

type Message = components['schemas']['MessageOut'];
const STATES = ['stuck', 'waiting', 'ended'] as const;

/** Messages to chat groups: what waits and why, what is stuck, again or never. */
export function RobotList({ stuck, busy }: { stuck: number; busy: boolean }) {
  const { t, i18n } = useTranslation('background');
  const [state, setState] = useState<(typeof STATES)[number]>(stuck > 0 ? 'stuck' : 'waiting');
  const [unclear, setUnclear] = useState<Message>();
  const { query, rows, act } = useWork<Message>('robots', state, busy);
  const retry = (message: Message) => act(message.id, 'retry', t('retried'), t('not_any_more'));
  return (
    <>
      <WorkTable
        label={t('tab.robots')} states={STATES.map((value) => ({ value, label: t(`robots.${value}`) }))} state={state} onState={setState} query={query}
        empty={rows.length === 0 ? t(`robots.none_${state}`) : undefined} heads={[t('robots.text'), t('robots.robot'), t('when'), t('how'), '']}
      >
        {rows.map((message) => (
          <tr key={message.id}>
            <td className={`${settings.strong} ${settings.wrap}`}>{message.text}</td>
            <td className={settings.quiet}>{message.robot}</td>
            <td className={settings.quiet}>{formatDateTime(message.sent_at ?? message.created_at, i18n.language)}</td>
            <td className={settings.wrap}>
              {t(`mail_state.${message.state}`)}
              {message.state === 'waiting' && message.next_at && t('again_at', { at: formatDateTime(message.next_at, i18n.language), attempts: message.attempts })}
              {message.last_error && message.state !== 'sent' && <div className={styles.fault}>{message.last_error}</div>}
            </td>
            <td>
              <span className={settings.right}>
                {(message.state === 'failed' || message.state === 'cancelled') && <Button size="compact-sm" variant="default" onClick={() => void retry(message)}>{t('retry')}</Button>}
                {message.state === 'unclear' && <Button size="compact-sm" variant="default" onClick={() => setUnclear(message)}>{t('retry')}</Button>}
                {(message.state === 'waiting' || message.state === 'failed') && <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void act(message.id, 'cancel', t('mails.cancelled'), t('not_any_more'))}>{t('cancel')}</Button>}
              </span>
            </td>
          </tr>
        ))}
      </WorkTable>
      {unclear && (
        <Ask title={t('robots.unclear_title')} go={t('robots.unclear_go')} onClose={() => setUnclear(undefined)} onGo={async () => { await retry(unclear); return undefined; }}>
          <p>{t('robots.unclear_words')}</p>
        </Ask>
      )}
    </>
  );
}
