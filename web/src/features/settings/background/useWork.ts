import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { toast } from '@/kit/notice/notice';

const AGAIN_MS = 5_000;

/** One list of work by pages, looked at again while it is open, and what can be done with an entry. */
export function useWork<Row extends { id: number }>(what: 'jobs' | 'mails', state: string) {
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: ['background', what, state],
    queryFn: ({ pageParam }) => api.get<{ rows: Row[]; next: number | null }>(`/background/${what}`, { state, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: AGAIN_MS,
  });

  async function act(id: number, action: 'retry' | 'cancel', words: string, refused: string): Promise<void> {
    try {
      const { done } = await api.post<{ done: boolean }>(`/background/${what}/${id}/${action}`, {});
      toast(done ? { words } : { words: refused, tone: 'red' });
      await client.invalidateQueries({ queryKey: ['background'] });
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    }
  }

  return { query, rows: query.data?.pages.flatMap((page) => page.rows) ?? [], act };
}
