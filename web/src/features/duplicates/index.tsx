import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { mayDo, useSession } from '@/api/session';
import { useCommands } from '@/kit/commands/commands';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { TopBarExtra } from '@/kit/parts/Slot';
import { usePhone } from '@/kit/state/usePhone';
import { useOpenMerge } from '@/features/merge/useMergePlace';
import { useDecide, usePairs, useScan } from './data';
import { PairDetail } from './PairDetail';
import { PairList } from './PairList';
import type { Suspects } from './types';
import { useMergeNow } from './useMergeNow';
import styles from './duplicates.module.css';

/** 查重: pairs of leads that look like one, worked through with the keyboard. */
export function Page() {
  const { t } = useTranslation('duplicates');
  const session = useSession();
  const asked = usePairs();
  const scan = useScan();
  if (asked.isPending) return <LoadingBars rows={12} />;
  if (asked.isError) {
    const lock = isApiError(asked.error) && asked.error.status === 403;
    return (
      <PlaceState kind={isApiError(asked.error, 'offline') ? 'offline' : lock ? 'lock' : 'error'} words={apiError(asked.error)}>
        {!lock && <Button variant="default" onClick={() => void asked.refetch()}>{t('again')}</Button>}
      </PlaceState>
    );
  }
  return (
    <>
      <TopBarExtra>
        {t('title')}
        {mayDo(session, 'collision_requests', 'create') && <Link to="/collisions" className={styles.other ?? ''}>{t('collisions')}</Link>}
      </TopBarExtra>
      {asked.pairs.length === 0 ? (
        <PlaceState kind="empty" words={t('empty')}>
          <Button variant="default" leftSection={<IconRefresh size={16} stroke={1.75} />} onClick={() => void scan()}>{t('scan')}</Button>
        </PlaceState>
      ) : (
        <Queue asked={asked} onScan={() => void scan()} />
      )}
    </>
  );
}

function Queue({ asked, onScan }: { asked: ReturnType<typeof usePairs>; onScan: () => void }) {
  const { t } = useTranslation('duplicates');
  const { pairs, hasNextPage, fetchNextPage } = asked;
  const phone = usePhone();
  const session = useSession();
  const mayMerge = mayDo(session, 'leads', 'edit') && mayDo(session, 'leads', 'delete');
  const [chosen, choose] = useChosen();
  const at = Math.max(0, pairs.findIndex((pair) => pair.id === chosen));
  const pair = pairs[at] as Suspects;
  const openMerge = useOpenMerge();
  const decide = useDecide();
  const mergeNow = useMergeNow();

  const step = useCallback(
    (by: 1 | -1) => {
      const next = pairs[at + by];
      if (next) choose(next.id);
      if (at + by >= pairs.length - 5 && hasNextPage) void fetchNextPage();
    },
    [pairs, at, choose, hasNextPage, fetchNextPage],
  );
  const leave = useCallback(() => choose((pairs[at + 1] ?? pairs[at - 1])?.id), [pairs, at, choose]);
  const verbs = useMemo(
    () => ({
      compare: () => openMerge([pair.left.id, pair.right.id], pair.id),
      ...(mayMerge ? { merge: () => void mergeNow(pair, leave) } : {}),
      different: () => {
        leave();
        decide(pair);
      },
    }),
    [pair, mayMerge, openMerge, mergeNow, decide, leave],
  );
  useQueueKeys(step, verbs);
  const list = <PairList pairs={pairs} at={at} more={hasNextPage} onMore={() => void fetchNextPage()} onChoose={(id) => choose(id)} onStep={step} onOpen={verbs.compare} onScan={onScan} />;
  if (phone) return <div className={styles.page} data-phone>{chosen === undefined ? list : <PairDetail pair={pair} verbs={verbs} onBack={() => choose(undefined)} />}</div>;
  return (
    <div className={styles.page} aria-label={t('title')}>
      {list}
      <PairDetail pair={pair} verbs={verbs} />
    </div>
  );
}

export interface PairVerbs {
  compare: () => void;
  merge?: () => void;
  different: () => void;
}

/** J and K walk, M merges, D says that they are different; Enter compares from the list. */
function useQueueKeys(step: (by: 1 | -1) => void, verbs: PairVerbs): void {
  const { t } = useTranslation('duplicates');
  useCommands(
    useMemo(
      () => [
        { id: 'pair.next', label: t('next'), section: t('title'), hotkey: 'j', run: () => step(1) },
        { id: 'pair.former', label: t('former'), section: t('title'), hotkey: 'k', run: () => step(-1) },
        ...(verbs.merge ? [{ id: 'pair.merge', label: t('merge'), section: t('title'), hotkey: 'm', run: verbs.merge }] : []),
        { id: 'pair.different', label: t('different'), section: t('title'), hotkey: 'd', run: verbs.different },
      ],
      [t, step, verbs],
    ),
  );
}

/** Which pair is open stands in the link. */
function useChosen(): [number | undefined, (id: number | undefined) => void] {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = useCallback(
    (id: number | undefined) => void navigate({ to: '/duplicates', search: (id === undefined ? {} : { pair: id }) as never, replace: true }),
    [navigate],
  );
  return [Number.isSafeInteger(raw['pair']) ? (raw['pair'] as number) : undefined, choose];
}
