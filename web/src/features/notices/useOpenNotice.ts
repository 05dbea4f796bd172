import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { aimAt } from '@/features/record/timeline/target';
import { timelineKey } from './arrange';
import { useNoticeActions, type Notice } from './data';
import { closeNotices } from './state';

/** Marks a notice as read and goes where it leads, if its reader may still go there. */
export function useOpenNotice(): (notice: Notice) => Promise<void> {
  const navigate = useNavigate();
  const { read } = useNoticeActions();
  return useCallback(
    async (notice: Notice) => {
      const { link } = notice;
      if (link?.table === 'leads') {
        closeNotices();
        aimAt(link.item ? { lead: link.id, key: timelineKey(link.item) } : null);
        await navigate({ to: '/leads', search: { record: link.id } });
      } else if (link?.table === 'mailboxes') {
        closeNotices();
        await navigate({ to: '/settings/$page', params: { page: 'mailboxes' } });
      }
      if (!notice.read) await read(notice.id);
    },
    [navigate, read],
  );
}
