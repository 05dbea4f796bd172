import { Button } from '@mantine/core';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { useCommands } from '@/kit/commands/commands';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { usePhone } from '@/kit/state/usePhone';
import { Case } from './Case';
import { QueueList } from './QueueList';
import { SampleTab } from './SampleTab';
import { SellersTable } from './SellersTable';
import { KINDS, LEAST, useCounts, useQueue, type Kind, type QueueRow } from './queue';
import styles from './review.module.css';

type Tab = Kind | 'sample' | 'sellers';

/** What the link says: the tab, and below which completeness a record waits. */
function useReviewPlace(): { tab: Tab; least: number; go: (tab: Tab) => void } {
  const raw = useLocation({ select: (location) => location.search as Record<string, unknown> });
  const router = useRouter();
  const tab = [...KINDS, 'sample' as const, 'sellers' as const].find((one) => one === raw['tab']) ?? 'doubts';
  const least = Number(raw['least']);
  return {
    tab,
    least: Number.isInteger(least) && least > 0 && least <= 100 ? least : LEAST,
    go: (next) => router.history.replace(`/review?${new URLSearchParams({ ...raw, tab: next } as Record<string, string>).toString()}`),
  };
}

/** 数据审核: records with doubts or gaps, one after the other, by keyboard; and how complete each seller's are. */
export function Page() {
  const { t } = useTranslation('review');
  const { tab, least, go } = useReviewPlace();
  const counts = useCounts(least);
  return (
    <div className={styles.page}>
      <div className={styles.tabs} role="tablist" aria-label={t('title')}>
        {KINDS.map((kind) => {
          const count = counts.get(kind);
          return (
            <button key={kind} type="button" role="tab" aria-selected={kind === tab} onClick={() => go(kind)}>
              {t(`kind.${kind}`)} <small>{count ? `${count.count}${count.capped ? '+' : ''}` : ''}</small>
            </button>
          );
        })}
        <button type="button" role="tab" aria-selected={tab === 'sample'} onClick={() => go('sample')}>{t('kind.sample')}</button>
        <button type="button" role="tab" aria-selected={tab === 'sellers'} onClick={() => go('sellers')}>{t('kind.sellers')}</button>
      </div>
      {tab === 'sellers' ? <SellersTable /> : tab === 'sample' ? <SampleTab /> : <Queue key={tab} kind={tab} least={least} />}
    </div>
  );
}

function Queue({ kind, least }: { kind: Kind; least: number }) {
  const { t } = useTranslation('review');
  const queue = useQueue(kind, least);
  const rows = useMemo(() => queue.data?.pages.flatMap((page) => page.rows) ?? [], [queue.data]);
  if (queue.isPending) return <LoadingBars rows={10} />;
  if (queue.isError) {
    const locked = isApiError(queue.error, 'forbidden') || isApiError(queue.error, 'column_forbidden');
    return (
      <PlaceState kind={locked ? 'lock' : 'error'} words={apiError(queue.error)}>
        {!locked && <Button size="xs" variant="default" onClick={() => void queue.refetch()}>{t('again')}</Button>}
      </PlaceState>
    );
  }
  if (rows.length === 0) return <PlaceState kind="empty" title={t(`empty.${kind}.title`)} words={t(`empty.${kind}.words`, { least })} />;
  return <Work rows={rows} kind={kind} more={queue.hasNextPage ? () => void queue.fetchNextPage() : undefined} />;
}

/** The list and the open record; J and K walk, and a verdict goes on to the next. */
function Work({ rows, kind, more }: { rows: readonly QueueRow[]; kind: Kind; more: (() => void) | undefined }) {
  const { t } = useTranslation('review');
  const phone = usePhone();
  const [chosen, setChosen] = useState<{ id: number; place: number }>();
  // A record that left the queue hands over to the one that took its place.
  const found = rows.findIndex(({ id }) => id === chosen?.id);
  const place = found >= 0 ? found : Math.min(chosen?.place ?? 0, rows.length - 1);
  const open = phone && chosen === undefined ? undefined : rows[place];
  const choose = useCallback((next: number) => {
    const row = rows[Math.max(0, Math.min(next, rows.length - 1))];
    if (row) setChosen({ id: row.id, place: rows.indexOf(row) });
  }, [rows]);
  const commands = useMemo(
    () => [
      { id: 'review.next', label: t('next'), section: t('title'), hotkey: 'j', run: () => choose(place + 1) },
      { id: 'review.former', label: t('former'), section: t('title'), hotkey: 'k', run: () => choose(place - 1) },
    ],
    [t, choose, place],
  );
  useCommands(commands);
  return (
    <div className={styles.work} data-phone={phone}>
      {!(phone && open) && <QueueList rows={rows} kind={kind} open={open?.id} onOpen={(id) => choose(rows.findIndex((row) => row.id === id))} more={more} />}
      {open && (
        <Case
          key={open.id} id={open.id} returned={kind === 'returned'} onBack={phone ? () => setChosen(undefined) : undefined}
          onDone={() => setChosen({ id: -1, place })}
        />
      )}
    </div>
  );
}
