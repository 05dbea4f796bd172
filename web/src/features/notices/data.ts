import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { useEvents, type LiveEvent } from '@/api/events';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';
import { toast } from '@/kit/notice/notice';

export type Notice = components['schemas']['NoticeOut'];
export type Snooze = components['schemas']['SnoozeIn']['until'];
type Unread = components['schemas']['UnreadOut'];
type Page = components['schemas']['NoticePageOut'];

export const SNOOZES: readonly Snooze[] = ['15min', '1h', 'tomorrow'];
const COUNT = [...keys.notices, 'unread'] as const;
const NEWEST = [...keys.notices, 'newest'] as const;
const LISTS = [...keys.notices, 'list'] as const;

/** How many are unread; followed live. */
export function useUnread() {
  return useQuery({ queryKey: COUNT, queryFn: () => api.get<Unread>('/notices/unread') });
}

/** The newest unread one, for saying it aloud when it comes. */
export function useNewest() {
  return useQuery({ queryKey: NEWEST, queryFn: async () => (await api.get<Page>('/notices', { unread: true, limit: 1 })).rows[0] ?? null });
}

/** Notices by pages, newest first. */
export function useNotices(unread: boolean, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...LISTS, unread],
    queryFn: ({ pageParam }) => api.get<Page>('/notices', { unread, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    enabled,
  });
}

/** Count, newest and lists are asked for again when the server says that something changed for this person. */
export function useLiveNotices(): void {
  const client = useQueryClient();
  const hear = useCallback(
    (event: LiveEvent) => {
      if (event.type === 'notices' || event.type === 'resync') void client.invalidateQueries({ queryKey: keys.notices });
    },
    [client],
  );
  useEvents(hear);
}

/** What can be done with notices; a refusal is said, and what is shown is asked for again either way. */
export function useNoticeActions() {
  const client = useQueryClient();
  const act = useCallback(
    async (work: () => Promise<unknown>): Promise<boolean> => {
      try {
        await work();
        return true;
      } catch (error) {
        toast({ words: apiError(error), tone: 'red' });
        return false;
      } finally {
        await client.invalidateQueries({ queryKey: keys.notices });
      }
    },
    [client],
  );
  return {
    read: (id: number) => act(() => api.post(`/notices/${id}/read`)),
    readAll: (upTo: number) => act(() => api.post('/notices/read', { up_to: upTo })),
    snooze: (id: number, until: Snooze) => act(() => api.post(`/notices/${id}/snooze`, { until })),
  };
}
