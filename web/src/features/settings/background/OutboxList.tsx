import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/kit/format/dates';
import { Ask } from '../parts/Ask';
import { WorkTable } from './WorkTable';
import { useWork } from './useWork';
import settings from '../settings.module.css';
import styles from './background.module.css';

/** Something that goes out of the house: a mail, a message to a group. */
export interface Outgoing {
  id: number;
  /** waiting, sending, sent, failed, unclear or cancelled. */
  state: string;
  created_at: string;
  next_at: string | null;
  sent_at: string | null;
  attempts: number;
  last_error: string;
}

export const STATES = ['stuck', 'waiting', 'ended'] as const;
export type ListState = (typeof STATES)[number];

export interface OutboxWords<Row> {
  label: string;
  /** What is sent and to whom: the heads of the first two columns. */
  heads: readonly [string, string];
  state: (state: ListState) => string;
  none: (state: ListState) => string;
  retry: string;
  retried: string;
  unclearTitle: string;
  unclearGo: string;
  unclear: (row: Row) => string;
}

interface Props<Row extends Outgoing> {
  kind: 'mails' | 'robots';
  stuck: number;
  busy: boolean;
  words: OutboxWords<Row>;
  cells: (row: Row) => readonly [ReactNode, ReactNode];
}

/** What waits and why, what is stuck, again or never. */
export function OutboxList<Row extends Outgoing>({ kind, stuck, busy, words, cells }: Props<Row>) {
  const { t, i18n } = useTranslation('background');
  const [state, setState] = useState<ListState>(stuck > 0 ? 'stuck' : 'waiting');
  const [unclear, setUnclear] = useState<Row>();
  const { query, rows, act } = useWork<Row>(kind, state, busy);
  const retry = (row: Row) => act(row.id, 'retry', words.retried, t('not_any_more'));
  const line = (row: Row) => {
    const [what, whom] = cells(row);
    return (
      <tr key={row.id}>
        <td className={`${settings.strong} ${settings.wrap}`}>{what}</td>
        <td className={settings.quiet}>{whom}</td>
        <td className={settings.quiet}>{formatDateTime(row.sent_at ?? row.created_at, i18n.language)}</td>
        <td className={settings.wrap}>
          {t(`mail_state.${row.state}`)}
          {row.state === 'waiting' && row.next_at && t('again_at', { at: formatDateTime(row.next_at, i18n.language), attempts: row.attempts })}
          {row.last_error && row.state !== 'sent' && <div className={styles.fault}>{row.last_error}</div>}
        </td>
        <td>
          <span className={settings.right}>
            {(row.state === 'failed' || row.state === 'cancelled') && <Button size="compact-sm" variant="default" onClick={() => void retry(row)}>{words.retry}</Button>}
            {row.state === 'unclear' && <Button size="compact-sm" variant="default" onClick={() => setUnclear(row)}>{words.retry}</Button>}
            {(row.state === 'waiting' || row.state === 'failed') && <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void act(row.id, 'cancel', t('mails.cancelled'), t('not_any_more'))}>{t('cancel')}</Button>}
          </span>
        </td>
      </tr>
    );
  };
  return (
    <>
      <WorkTable
        label={words.label} states={STATES.map((value) => ({ value, label: words.state(value) }))} state={state} onState={setState} query={query}
        empty={rows.length === 0 ? words.none(state) : undefined} heads={[...words.heads, t('when'), t('how'), '']}
      >
        {rows.map(line)}
      </WorkTable>
      {unclear && (
        <Ask title={words.unclearTitle} go={words.unclearGo} onClose={() => setUnclear(undefined)} onGo={async () => { await retry(unclear); return undefined; }}>
          <p>{words.unclear(unclear)}</p>
        </Ask>
      )}
    </>
  );
}
