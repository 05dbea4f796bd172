import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Mailbox, TakenMail } from './mailboxes';

/** Hangs on the table's key: whoever writes a mailbox renews this too. */
export const boxesKey = [...keys.rows('mailboxes'), 'state'] as const;
/** Mailboxes are read in the background: looked at again while the page is open. */
const AGAIN_MS = 4_000;

export function useMailboxes() {
  return useQuery({ queryKey: boxesKey, queryFn: () => api.get<Mailbox[]>('/mailboxes'), refetchInterval: AGAIN_MS });
}

export const mailsKey = ['mail-in', 'mails'] as const;

export function useMails(state: string, mailbox: number | null) {
  return useInfiniteQuery({
    queryKey: [...mailsKey, state, mailbox],
    queryFn: ({ pageParam }) => api.get<{ rows: TakenMail[]; next: number | null }>('/mail-in/mails', { state, mailbox, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: AGAIN_MS,
  });
}
