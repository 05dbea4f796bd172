import { Button, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconPaperclip } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { formatDateTime } from '@/kit/format/dates';
import { toast } from '@/kit/notice/notice';
import { PlaceState } from '@/kit/parts/PlaceState';
import { WhenLoaded } from '../parts/Section';
import { boxesKey, mailsKey, useMails } from './data';
import type { Mailbox, TakenMail } from './mailboxes';
import settings from '../settings.module.css';
import styles from './mailboxes.module.css';

const STATES = ['lead', 'note', 'skipped', 'failed'] as const;
type State = (typeof STATES)[number];

/** What came in: leads, notes on leads, what was left out with why, what could not become a lead. */
export function Mails({ mailbox, boxes }: { mailbox: number | null; boxes: readonly Mailbox[] }) {
  const { t } = useTranslation('mailboxes');
  const client = useQueryClient();
  const [state, setState] = useState<State>('lead');
  const mails = useMails(state, mailbox);
  const rows = mails.data?.pages.flatMap((page) => page.rows) ?? [];

  async function accept(mail: TakenMail): Promise<void> {
    try {
      const answer = await api.post<TakenMail>(`/mail-in/mails/${mail.id}/accept`, {});
      toast(answer.error ? { words: answer.error, tone: 'red' } : { words: t('accepted') });
      await client.invalidateQueries({ queryKey: mailsKey });
      await client.invalidateQueries({ queryKey: boxesKey });
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
  }

  return (
    <>
      <SegmentedControl size="xs" className={styles.fit ?? ''} value={state} onChange={(value) => setState(value as State)} data={STATES.map((value) => ({ value, label: t(`mails.${value}`) }))} />
      <WhenLoaded query={mails}>
        {rows.length === 0 ? <PlaceState kind="empty" words={t(`mails_none.${state}`)} /> : (
          <ul className={styles.mails} aria-label={t(`mails.${state}`)}>
            {rows.map((mail) => <Entry key={mail.id} mail={mail} from={boxes.find((box) => box.id === mail.mailbox)?.name ?? t(`door.${mail.door}`)} onAccept={() => void accept(mail)} />)}
          </ul>
        )}
        {mails.hasNextPage && <Button size="xs" variant="default" className={styles.fit ?? ''} loading={mails.isFetchingNextPage} onClick={() => void mails.fetchNextPage()}>{t('more')}</Button>}
      </WhenLoaded>
    </>
  );
}

function Entry({ mail, from, onAccept }: { mail: TakenMail; from: string; onAccept: () => void }) {
  const { t, i18n } = useTranslation('mailboxes');
  const why = [mail.reason, mail.error].filter(Boolean);
  return (
    <li className={settings.card}>
      <div className={styles.head}>
        <span className={settings.strong}>{mail.subject || t(mail.forgotten ? 'forgotten' : 'no_subject')}</span>
        <span className={settings.quiet}>{mail.sender_name} {mail.sender && `<${mail.sender}>`}</span>
        <span className={styles.tools}>
          {mail.lead !== null && <Link to="/leads" search={{ record: mail.lead }}>{t('to_lead')}</Link>}
          {(mail.state === 'skipped' || mail.state === 'failed') && !mail.forgotten && <Button size="compact-sm" variant="default" onClick={onAccept}>{t('accept')}</Button>}
        </span>
      </div>
      {why.map((words) => <div key={words} className={styles.why}><IconAlertTriangle size={14} aria-hidden /> {words}</div>)}
      <div className={settings.small}>{from} · {formatDateTime(mail.created_at, i18n.language)}</div>
      {mail.text && (
        <details className={styles.text}>
          <summary>{t('show_text')}</summary>
          <pre>{mail.text}</pre>
          {mail.cut && <div className={settings.small}>{t('cut')}</div>}
        </details>
      )}
      {mail.attachments.length > 0 && <div className={styles.files}><IconPaperclip size={14} aria-hidden /> {mail.attachments.join('、')} <span className={settings.quiet}>{t('not_kept')}</span></div>}
    </li>
  );
}
