import { Button, Menu } from '@mantine/core';
import { IconAlertTriangle, IconBell, IconBellOff, IconCheck, IconClockPause, IconSettings } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { formatDateTime, formatRelative } from '@/kit/format/dates';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { toast } from '@/kit/notice/notice';
import { arrangeNotices } from './arrange';
import { SNOOZES, useNoticeActions, useNotices, type Notice } from './data';
import { closeNotices } from './state';
import { useOpenNotice } from './useOpenNotice';
import styles from './notices.module.css';

/** Up and down walk from one notice to the next; the list scrolls along. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-notice]')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** One's notices: unread first, then those seen; each opens what it speaks of. */
export function Panel({ phone }: { phone: boolean }) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  const unread = useNotices(true, true);
  const all = useNotices(false, true);
  const { readAll } = useNoticeActions();
  const list = useRef<HTMLDivElement>(null);
  const flat = (query: typeof all) => query.data?.pages.flatMap((page) => page.rows) ?? [];
  const { fresh, seen } = arrangeNotices(flat(unread), flat(all));
  const newest = Math.max(0, ...fresh.map((notice) => notice.id));
  const failed = [unread, all].find((query) => query.isError);

  function openSettings(): void {
    closeNotices();
    void navigate({ to: '/settings/$page', params: { page: 'account' }, hash: 'notices' });
  }

  return (
    <div className={styles['panel']} data-phone={phone} onKeyDown={walk}>
      <header className={styles['head']}>
        {!phone && <h2>{t('title')}</h2>}
        <Button size="compact-sm" variant="subtle" disabled={fresh.length === 0} leftSection={<IconCheck size={14} />} onClick={() => void readAll(newest)}>{t('read_all')}</Button>
        <button type="button" className={styles['tool']} aria-label={t('settings')} title={t('settings')} onClick={openSettings}>
          <IconSettings size={16} stroke={1.75} />
        </button>
      </header>
      <div className={styles['scroll']} ref={list}>
        {(unread.isPending || all.isPending) && !failed && <LoadingBars rows={5} />}
        {failed && (
          <PlaceState kind={isApiError(failed.error, 'offline') ? 'offline' : 'error'} words={apiError(failed.error)}>
            <Button size="xs" variant="default" onClick={() => { void unread.refetch(); void all.refetch(); }}>{t('again')}</Button>
          </PlaceState>
        )}
        {unread.isSuccess && all.isSuccess && (
          <>
            {fresh.length === 0 && seen.length === 0 && !all.hasNextPage && (
              <div className={styles['none']} role="status"><IconBellOff size={28} stroke={1.5} aria-hidden /><p>{t('none')}</p></div>
            )}
            {fresh.length > 0 && <NoticeList label={t('unread')} notices={fresh} />}
            {unread.hasNextPage && <More busy={unread.isFetchingNextPage} onMore={() => void unread.fetchNextPage()} />}
            {fresh.length === 0 && seen.length > 0 && <p className={styles['calm']}>{t('all_read')}</p>}
            {seen.length > 0 && <NoticeList label={t('seen')} notices={seen} />}
            {all.hasNextPage && <More busy={all.isFetchingNextPage} onMore={() => void all.fetchNextPage()} />}
          </>
        )}
      </div>
    </div>
  );
}

function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const { t } = useTranslation('notices');
  return <Button size="compact-sm" variant="subtle" color="gray" className={styles['more'] ?? ''} loading={busy} onClick={onMore}>{t('more')}</Button>;
}

function NoticeList({ label, notices }: { label: string; notices: readonly Notice[] }) {
  return (
    <section aria-label={label}>
      <h3 className={styles['part']}>{label}</h3>
      <ul className={styles['list']}>
        {notices.map((notice) => <NoticeLine key={notice.id} notice={notice} />)}
      </ul>
    </section>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  const { t, i18n } = useTranslation('notices');
  const open = useOpenNotice();
  const { read } = useNoticeActions();
  const Icon = notice.urgent ? IconAlertTriangle : IconBell;
  return (
    <li data-read={notice.read} data-urgent={notice.urgent}>
      <button type="button" data-notice data-goes={notice.link !== null} className={styles['notice']} onClick={() => void open(notice)}>
        <Icon size={16} stroke={1.75} aria-hidden />
        <span className={styles['words']}>
          <span>{notice.words}</span>
          {notice.lines.map((line, index) => <small key={index}>{line}</small>)}
          <time dateTime={notice.at} title={formatRelative(notice.at, i18n.language)}>{formatDateTime(notice.at, i18n.language)}</time>
        </span>
      </button>
      {!notice.read && (
        <span className={styles['tools']}>
          {notice.snooze && <SnoozeMenu notice={notice} />}
          <button type="button" className={styles['tool']} aria-label={t('read')} title={t('read')} onClick={() => void read(notice.id)}><IconCheck size={16} stroke={1.75} /></button>
        </span>
      )}
    </li>
  );
}

function SnoozeMenu({ notice }: { notice: Notice }) {
  const { t } = useTranslation('notices');
  const { snooze } = useNoticeActions();
  return (
    <Menu position="bottom-end" shadow="md" withinPortal={false}>
      <Menu.Target>
        <button type="button" className={styles['tool']} aria-label={t('snooze.title')} title={t('snooze.title')}><IconClockPause size={16} stroke={1.75} /></button>
      </Menu.Target>
      <Menu.Dropdown>
        {SNOOZES.map((until) => (
          <Menu.Item key={until} onClick={() => void snooze(notice.id, until).then((done) => done && toast({ words: t(`snooze.done_${until}`) }))}>{t(`snooze.${until}`)}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
