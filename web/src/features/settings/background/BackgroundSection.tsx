import { Button, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { formatDateTime } from '@/kit/format/dates';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { JobList } from './JobList';
import { MailList } from './MailList';
import { RobotList } from './RobotList';
import { againAfter, backgroundKey } from './useWork';
import settings from '../settings.module.css';
import styles from './background.module.css';

interface Background {
  mail_ready: boolean;
  mail_from: string;
  jobs_open: number;
  jobs_failed: number;
  mails_waiting: number;
  mails_stuck: number;
  messages_waiting: number;
  messages_stuck: number;
  counted: number;
  schedule: { name: string; words: string; next_at: string | null; last_at: string | null }[];
}

type Tab = 'jobs' | 'mails' | 'robots' | 'schedule';

/** Whether anything is on its way: then the page is looked at more often. */
function isBusy(data: Background | undefined): boolean {
  return data !== undefined && (data.jobs_open > 0 || data.messages_waiting > 0 || (data.mail_ready && data.mails_waiting > 0));
}

/** 后台任务: what waits, what failed and why, mails to send, and what is done when. */
export default function BackgroundSection() {
  const { t } = useTranslation('background');
  const [tab, setTab] = useState<Tab>('jobs');
  const state = useQuery({ queryKey: [...backgroundKey, 'state'], queryFn: () => api.get<Background>('/background'), refetchInterval: ({ state: { data: found } }) => againAfter(isBusy(found)) });
  const { data } = state;
  const label = (name: string, count: number) => (count === 0 ? name : t('with_count', { name, count: data && count >= data.counted ? `${data.counted}+` : count }));
  return (
    <>
      <SectionHead title={t('title')} words={t('words')}>
        <SegmentedControl size="xs" value={tab} onChange={(value) => setTab(value as Tab)} data={[
          { value: 'jobs', label: label(t('tab.jobs'), data?.jobs_failed ?? 0) },
          { value: 'mails', label: label(t('tab.mails'), data?.mails_stuck ?? 0) },
          { value: 'robots', label: label(t('tab.robots'), data?.messages_stuck ?? 0) },
          { value: 'schedule', label: t('tab.schedule') },
        ]} />
      </SectionHead>
      <WhenLoaded query={state}>
        {data && !data.mail_ready && (
          <div className={`${settings.note} ${styles.note}`} data-tone="amber" role="status">
            <IconMailOff size={16} aria-hidden />
            {t('no_mail', { waiting: data.mails_waiting })}
          </div>
        )}
        {data && data.mails_stuck > 0 && tab !== 'mails' && (
          <div className={`${settings.note} ${styles.note}`} data-tone="red" role="status">
            <IconAlertTriangle size={16} aria-hidden />
            <span>{t('stuck', { stuck: data.mails_stuck })}</span>
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => setTab('mails')}>{t('look')}</Button>
          </div>
        )}
        {tab === 'jobs' && <JobList failed={data?.jobs_failed ?? 0} busy={isBusy(data)} />}
        {tab === 'mails' && <MailList stuck={data?.mails_stuck ?? 0} busy={isBusy(data)} />}
        {tab === 'robots' && <RobotList stuck={data?.messages_stuck ?? 0} busy={isBusy(data)} />}
        {tab === 'schedule' && data && <ScheduleTable schedule={data.schedule} />}
      </WhenLoaded>
    </>
  );
}

function ScheduleTable({ schedule }: { schedule: Background['schedule'] }) {
  const { t, i18n } = useTranslation('background');
  return (
    <div className={`${settings.card} ${settings.scroll}`}>
      <table className={settings.table} aria-label={t('tab.schedule')}>
        <thead>
          <tr><th>{t('what')}</th><th>{t('last')}</th><th>{t('next')}</th></tr>
        </thead>
        <tbody>
          {schedule.map((work) => (
            <tr key={work.name}>
              <td className={settings.strong}>{work.words}</td>
              <td className={settings.quiet}>{work.last_at ? formatDateTime(work.last_at, i18n.language) : t('never')}</td>
              <td>{work.next_at ? formatDateTime(work.next_at, i18n.language) : t('soon')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
