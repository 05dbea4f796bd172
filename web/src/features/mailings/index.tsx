import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { notifyUndo } from '@/api/undo';
import { toast } from '@/kit/notice/notice';
import { formatDateTime } from '@/kit/format/dates';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { TopBarExtra } from '@/kit/parts/Slot';
import { listMailings, mailingLeads, stopMailing, type Mailing, type MailingGroup } from './calls';
import styles from './mailings.module.css';

const KEY = ['mailings'];
const WATCH = 4_000;
/** A mailing just asked for is looked for this often, so many times: the worker has to begin first. */
const AWAIT = { every: 1_000, times: 120 };
const isMoving = ({ state }: Mailing) => state === 'writing' || state === 'sending';

/** 群发邮件: what was sent to many, and what became of each letter. */
export function Page() {
  const { t } = useTranslation('mailings');
  // The address names the job of a mailing that was asked for a moment ago.
  const [asked] = useState(() => Number(new URLSearchParams(window.location.search).get('job')) || undefined);
  const isAwaited = (found: readonly Mailing[] | undefined, looks: number) =>
    asked !== undefined && looks < AWAIT.times && !found?.some(({ job }) => job === asked);
  const mailings = useQuery({
    queryKey: KEY,
    queryFn: listMailings,
    refetchInterval: ({ state }) => (isAwaited(state.data, state.dataUpdateCount) ? AWAIT.every : state.data?.some(isMoving) ? WATCH : false),
  });
  const awaited = isAwaited(mailings.data, 0);
  return (
    <div className={styles.page}>
      <TopBarExtra>{t('title')}</TopBarExtra>
      {(mailings.isPending || (awaited && mailings.data?.length === 0)) && <LoadingBars rows={6} />}
      {mailings.isError && <PlaceState kind="error" words={apiError(mailings.error)}><Button onClick={() => void mailings.refetch()}>{t('again')}</Button></PlaceState>}
      {mailings.data?.length === 0 && !awaited && <PlaceState kind="empty" words={t('none')} />}
      {mailings.data?.map((mailing) => <MailingCard key={mailing.id} mailing={mailing} />)}
    </div>
  );
}

function MailingCard({ mailing }: { mailing: Mailing }) {
  const { t, i18n } = useTranslation('mailings');
  const client = useQueryClient();
  const [open, setOpen] = useState<string>();
  const groups: MailingGroup[] = [...mailing.letters, ...mailing.skipped];
  if (mailing.opted_out > 0) groups.push({ key: 'opted_out_later', words: t('optedOut'), count: mailing.opted_out, leads: [] });

  async function stop(): Promise<void> {
    try {
      const answer = await stopMailing(mailing.id);
      notifyUndo(t('stopped'), answer.operation);
      await client.invalidateQueries({ queryKey: KEY });
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
  }

  return (
    <article className={styles.card} aria-label={mailing.subject}>
      <header>
        <h3>{mailing.subject}</h3>
        <span className={styles.state} data-state={mailing.state}>{t(`state.${mailing.state}`)}</span>
        {mailing.may_stop && <Button size="xs" variant="default" onClick={() => void stop()}>{t('stop')}</Button>}
      </header>
      <p className={styles.meta}>
        {t('sentBy', { by: mailing.by, when: formatDateTime(mailing.at, i18n.language), count: mailing.chosen })}
        {mailing.last_at && isMoving(mailing) && ` · ${t('until', { when: formatDateTime(mailing.last_at, i18n.language) })}`}
      </p>
      <div className={styles.counts}>
        {groups.map((group) => (
          <button key={group.key} type="button" aria-expanded={open === group.key} onClick={() => setOpen(open === group.key ? undefined : group.key)}>
            {group.words} <b>{group.count}</b>
          </button>
        ))}
      </div>
      {open && <Leads mailing={mailing.id} group={open} />}
    </article>
  );
}

function Leads({ mailing, group }: { mailing: number; group: string }) {
  const { t } = useTranslation('mailings');
  const leads = useQuery({ queryKey: [...KEY, mailing, group], queryFn: () => mailingLeads(mailing, group) });
  if (leads.isPending) return <LoadingBars rows={2} />;
  if (leads.isError) return <PlaceState kind="error" words={apiError(leads.error)} />;
  if (leads.data.length === 0) return <p className={styles.meta}>{t('nobodyHere')}</p>;
  return (
    <ul className={styles.leads}>
      {leads.data.map((lead) => (
        <li key={lead.id}><a href={`/leads?record=${lead.id}`}>{lead.title}</a>{lead.why && <span>{lead.why}</span>}</li>
      ))}
    </ul>
  );
}
