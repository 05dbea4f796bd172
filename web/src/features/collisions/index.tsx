import { Button } from '@mantine/core';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { asPerson, asText } from '@/features/record/words';
import { useCommands } from '@/kit/commands/commands';
import { formatDay } from '@/kit/format/dates';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { TopBarExtra } from '@/kit/parts/Slot';
import { usePhone } from '@/kit/state/usePhone';
import { CaseView } from './CaseView';
import { TABS, useCases, type CaseRow, type Tab } from './data';
import styles from './collisions.module.css';

/** The tab and the open question stand in the link. */
function useCasePlace() {
  const raw = useLocation({ select: (location) => location.search as Record<string, unknown> });
  const router = useRouter();
  const tab: Tab = TABS.find((one) => one === raw['tab']) ?? 'open';
  const id = Number(raw['case']);
  const go = useCallback(
    (next: { tab: Tab; id?: number | undefined }) => {
      const search = new URLSearchParams({ tab: next.tab, ...(next.id === undefined ? {} : { case: String(next.id) }) });
      router.history.replace(`/collisions?${search.toString()}`);
    },
    [router],
  );
  return { tab, id: Number.isSafeInteger(id) && id > 0 ? id : undefined, go };
}

/** 撞单裁定: who asked about what, who came first, and what was decided. */
export function Page() {
  const { t } = useTranslation('collisions');
  const place = useCasePlace();
  return (
    <div className={styles.page}>
      <TopBarExtra>{t('title')}</TopBarExtra>
      <div className={styles.tabs} role="tablist" aria-label={t('title')}>
        {TABS.map((tab) => (
          <button key={tab} type="button" role="tab" aria-selected={tab === place.tab} onClick={() => place.go({ tab })}>{t(`tab.${tab}`)}</button>
        ))}
      </div>
      <Cases key={place.tab} {...place} />
    </div>
  );
}

function Cases({ tab, id, go }: ReturnType<typeof useCasePlace>) {
  const { t } = useTranslation('collisions');
  const phone = usePhone();
  const asked = useCases(tab);
  const rows = useMemo(() => asked.data?.pages.flatMap((page) => page.rows) ?? [], [asked.data]);
  const found = rows.findIndex((row) => row.id === id);
  const at = Math.max(0, found);
  const open = phone && found < 0 ? undefined : rows[at];
  const step = useCallback(
    (by: number) => {
      const next = rows[at + by];
      if (next) go({ tab, id: next.id });
    },
    [rows, at, go, tab],
  );
  const walk = useMemo(
    () => [
      { id: 'case.next', label: t('next'), section: t('title'), hotkey: 'j', run: () => step(1) },
      { id: 'case.former', label: t('former'), section: t('title'), hotkey: 'k', run: () => step(-1) },
    ],
    [t, step],
  );
  useCommands(walk);
  if (asked.isPending) return <LoadingBars rows={8} />;
  if (asked.isError) {
    const locked = isApiError(asked.error) && asked.error.status === 403;
    return (
      <PlaceState kind={locked ? 'lock' : 'error'} words={apiError(asked.error)}>
        {!locked && <Button size="xs" variant="default" onClick={() => void asked.refetch()}>{t('again')}</Button>}
      </PlaceState>
    );
  }
  if (rows.length === 0) return <PlaceState kind="empty" words={t(`empty.${tab}`)} />;
  return (
    <div className={styles.work} data-phone={phone}>
      {!(phone && open) && (
        <div className={styles.list}>
          <ul role="listbox" aria-label={t(`tab.${tab}`)}>
            {rows.map((row, index) => <Line key={row.id} row={row} on={index === at && open !== undefined} onOpen={() => go({ tab, id: row.id })} />)}
          </ul>
          {asked.hasNextPage && <Button size="xs" variant="subtle" onClick={() => void asked.fetchNextPage()}>{t('more')}</Button>}
        </div>
      )}
      {open && <CaseView key={open.id} row={open} onBack={phone ? () => go({ tab }) : undefined} />}
    </div>
  );
}

function Line({ row, on, onOpen }: { row: CaseRow; on: boolean; onOpen: () => void }) {
  const { t, i18n } = useTranslation('collisions');
  const state = asText(row.cells['state']) ?? 'open';
  return (
    <li role="option" aria-selected={on}>
      <button type="button" tabIndex={-1} onClick={onOpen}>
        <b>{asText(row.cells['company']) ?? asText(row.cells['contact']) ?? asText(row.cells['mobile']) ?? t('no_name')}</b>
        <span data-state={state}>{t(`state.${state}`)}</span>
        <small>{t('asked_by', { name: asPerson(row.cells['owner'])?.label ?? '' })}</small>
        <small>{formatDay(String(row.cells['created_at']), i18n.language)}</small>
      </button>
    </li>
  );
}
