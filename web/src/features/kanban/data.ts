import { useThrottledCallback } from '@mantine/hooks';
import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEvents } from '@/api/events';
import { keys } from '@/api/keys';
import { groupRows, queryRows } from '@/api/tables';
import type { Filter, Groups, Sort } from '@/api/types';
import type { Stage } from '@/features/record/types';
import { putRow, shiftTotals, stageFilter, takeRow, type Card, type ColumnPages } from './model';

const PAGE = 30;
const REFRESH_MS = 1_000;

/** What decides which cards a board shows; part of every key, so that boards of two filters never mix. */
export interface BoardQuery {
  filter: Filter | null;
  sort: Sort;
  columns: string[];
}

const boardKey = [...keys.rows('leads'), 'board'] as const;
const groupsKey = ({ filter }: BoardQuery) => [...boardKey, 'groups', filter] as const;
const columnKey = ({ filter, sort, columns }: BoardQuery, stage: number) => [...boardKey, 'column', stage, filter, sort, columns] as const;

/** Count and sum per stage. */
export function useStageGroups(board: BoardQuery) {
  return useQuery({
    queryKey: groupsKey(board),
    queryFn: () => groupRows('leads', { group: 'stage', filter: board.filter, sums: ['amount'] }),
  });
}

/** The cards of one stage, page by page. */
export function useStageCards(board: BoardQuery, stage: number, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: columnKey(board, stage),
    queryFn: ({ pageParam, signal }) =>
      queryRows('leads', { filter: stageFilter(board.filter, stage), sort: board.sort, columns: board.columns, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
  });
}

/**
 * Shows what colleagues do; many events close together are one refresh. While a move is under way (`isMoving`) nothing
 * is read: the server does not know of it yet and would send the card back to where it was.
 */
export function useLiveBoard(isMoving: () => boolean): void {
  const client = useQueryClient();
  const refresh = useThrottledCallback(() => {
    if (!isMoving()) void refreshBoard(client);
  }, REFRESH_MS);
  useEvents((event) => {
    if (event.type === 'resync' || ((event.type === 'rows' || event.type === 'reload') && event.table === 'leads')) refresh();
  });
}

export function refreshBoard(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: boardKey });
}

/** Moves a card on the screen before the server has answered; the returned function puts everything back. */
export function showMove(client: QueryClient, board: BoardQuery, card: Card, from: number, to: Stage): () => void {
  void client.cancelQueries({ queryKey: boardKey });
  const source = columnKey(board, from);
  const target = columnKey(board, to.id);
  const totals = groupsKey(board);
  const before = {
    source: client.getQueryData<ColumnPages>(source),
    target: client.getQueryData<ColumnPages>(target),
    totals: client.getQueryData<Groups>(totals),
  };
  const taken = takeRow(before.source, card.id);
  const amount = card.cells['amount'];
  client.setQueryData(source, taken.pages);
  if (taken.row) client.setQueryData(target, putRow(before.target, taken.row, taken.columns, to));
  client.setQueryData(totals, shiftTotals(before.totals, from, to.id, typeof amount === 'number' ? amount : 0));
  return () => {
    client.setQueryData(source, before.source);
    client.setQueryData(target, before.target);
    client.setQueryData(totals, before.totals);
  };
}
