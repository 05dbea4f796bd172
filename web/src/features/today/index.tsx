import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { useSession } from '@/api/session';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { TopBarExtra } from '@/kit/parts/Slot';
import { partsOf } from '@/kit/format/dates';
import { usePhone } from '@/kit/state/usePhone';
import { Finished } from './EntryList';
import { Head } from './Head';
import { WhoseToday } from './WhoseToday';
import { Work } from './Work';
import { isInGroup, type Group } from './groups';
import type { TodayList } from './types';
import { useLiveToday, useToday, useWake } from './useToday';
import styles from './today.module.css';

/** 今日: whom to contact now and why, with what to prepare; done from the list without leaving it. */
export function Page() {
  const { t } = useTranslation('today');
  const session = useSession();
  const [person, setPerson] = useState<{ id: number; name: string } | null>(null);
  const today = useToday(person?.id ?? null);
  useLiveToday();
  const phone = usePhone();
  const reach = session.tables['leads']?.reach ?? 'none';
  return (
    <div className={styles.page} data-phone={phone}>
      <TopBarExtra>{person ? t('of_person', { name: person.name }) : t(`greeting.${partOfDay()}`, { name: session.person.name })}</TopBarExtra>
      {reach !== 'own' && reach !== 'none' && <WhoseToday person={person} onPick={setPerson} />}
      {today.isPending && <LoadingBars rows={10} />}
      {today.isError && !today.data && (
        <PlaceState kind={isApiError(today.error, 'offline') ? 'offline' : isApiError(today.error, 'forbidden') ? 'lock' : 'error'} words={apiError(today.error)}>
          <Button size="xs" variant="default" onClick={() => void today.refetch()}>{t('again')}</Button>
        </PlaceState>
      )}
      {today.data && <Day key={person?.id ?? 0} today={today.data} own={person === null} phone={phone} />}
    </div>
  );
}

function partOfDay(): 'morning' | 'afternoon' | 'evening' {
  const { hour } = partsOf(new Date());
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
}

function Day({ today, own, phone }: { today: TodayList; own: boolean; phone: boolean }) {
  const [group, setGroup] = useState<Group>('all');
  const entries = useMemo(() => today.entries.filter((entry) => isInGroup(entry, group)), [today, group]);
  const wake = useWake();
  if (today.entries.length === 0) {
    return (
      <div className={styles.empty}>
        <Head today={today} group="all" onGroup={() => undefined} open={undefined} />
        <Empty today={today} />
        <Finished today={today} {...(own ? { onWake: (lead) => wake.mutate(lead) } : {})} />
      </div>
    );
  }
  // A group that has run empty shows everything again.
  const shown = entries.length > 0 ? entries : today.entries;
  return <Work today={today} entries={shown} group={entries.length > 0 ? group : 'all'} onGroup={setGroup} own={own} phone={phone} onWake={(lead) => wake.mutate(lead)} />;
}

function Empty({ today }: { today: TodayList }) {
  const { t } = useTranslation('today');
  const navigate = useNavigate();
  const done = today.done_count > 0;
  const words = done ? t('empty.done', { count: today.done_count }) : t('empty.nothing');
  return (
    <PlaceState kind="empty" title={done ? t('empty.title_done') : t('empty.title')} words={`${words}${today.tomorrow > 0 ? t('empty.tomorrow', { count: today.tomorrow }) : ''}`}>
      <Button size="xs" variant="default" onClick={() => void navigate({ to: '/leads' })}>{t('empty.leads')}</Button>
    </PlaceState>
  );
}
