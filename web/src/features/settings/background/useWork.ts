import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { toast } from '@/kit/notice/notice';

/** How soon work is looked at again: while something runs, and while nothing is known to. */
const BUSY_MS = 2_000;
const IDLE_MS = 5_000;

export const backgroundKey = ['background'] as const;

/** The live stream says nothing of work: it is looked at again, only while the page is seen, sooner while something runs. */
export const againAfter = (busy: boolean): number => (busy ? BUSY_MS : IDLE_MS);

/** One list of work by pages, looked at again while it is open, and what can be done with an entry. */
export function useWork<Row extends { id: number }>(what: 'jobs' | 'mails' | 'robots', state: string, busy: boolean) {
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: [...backgroundKey, what, state],
    queryFn: ({ pageParam }) => api.get<{ rows: Row[]; next: number | null }>(`/background/${what}`, { state, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: againAfter(busy),
  });

  async function act(id: number, action: 'retry' | 'cancel', words: string, refused: string): Promise<void> {
    try {
      const { done } = await api.post<{ done: boolean }>(`/background/${what}/${id}/${action}`, {});
      toast(done ? { words } : { words: refused, tone: 'red' });
      await client.invalidateQueries({ queryKey: backgroundKey });
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
  }

  return { query, rows: query.data?.pages.flatMap((page) => page.rows) ?? [], act };
}
