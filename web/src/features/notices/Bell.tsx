import { Drawer, Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/kit/notice/notice';
import { useStore } from '@/kit/state/store';
import { countWords } from './arrange';
import { useLiveNotices, useNewest, useUnread } from './data';
import { Panel } from './Panel';
import { closeNotices, noticesOpen, openNotices } from './state';
import { useOpenNotice } from './useOpenNotice';
import styles from './notices.module.css';

/** Says a notice aloud once, when it comes while the page is open and the panel is not. */
function useAnnounce(opened: boolean): void {
  const { t } = useTranslation('notices');
  const { data: newest } = useNewest();
  const open = useOpenNotice();
  const last = useRef<number>(undefined);
  useEffect(() => {
    if (newest === undefined) return;
    const before = last.current;
    last.current = Math.max(before ?? 0, newest?.id ?? 0);
    if (before === undefined || newest === null || newest.id <= before || opened) return;
    toast({ id: `told-${newest.id}`, words: newest.words, action: { label: t('look'), run: () => void open(newest) } });
  }, [newest, opened, open, t]);
}

/** The bell with the number of unread notices, and what it opens: a popover, on a phone the whole screen. */
export function Bell({ phone, className }: { phone: boolean; className: string }) {
  const { t } = useTranslation('notices');
  const opened = useStore(noticesOpen);
  const { data } = useUnread();
  useLiveNotices();
  useAnnounce(opened);
  const count = data ? countWords(data.unread, data.counted) : '';
  const bell = (
    <button
      type="button" className={`${className} ${styles['bell']}`} aria-haspopup="dialog" aria-expanded={opened} title={t('open')}
      aria-label={count ? t('bell', { count: data?.unread ?? 0, shown: count }) : t('open')} onClick={opened ? closeNotices : openNotices}
    >
      <IconBell size={phone ? 22 : 16} stroke={1.75} />
      {count && <span className={styles['count']} aria-hidden>{count}</span>}
    </button>
  );
  if (phone) {
    return (
      <>
        {bell}
        <Drawer opened={opened} onClose={closeNotices} position="right" size="100%" title={t('title')} padding={0} classNames={{ header: styles['drawerHead'] ?? '', body: styles['drawerBody'] ?? '' }}>
          <Panel phone />
        </Drawer>
      </>
    );
  }
  return (
    <Popover opened={opened} onChange={(next) => (next ? openNotices() : closeNotices())} position="bottom-end" width={420} shadow="md" trapFocus returnFocus>
      <Popover.Target>{bell}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('title')}>
        <Panel phone={false} />
      </Popover.Dropdown>
    </Popover>
  );
}
