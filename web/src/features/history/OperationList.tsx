import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { formatDate, formatTime, todayIso } from '@/kit/format/dates';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { useLiveOperations, useOperations } from './data';
import { groupByDay, type Day } from './days';
import { VerbIcon } from './icons';
import type { HistoryFilter, OperationItem } from './types';
import styles from './history.module.css';

interface Props {
  filter: HistoryFilter;
  open: number | undefined;
  onOpen: (id: number) => void;
}

const DAY_MS = 86_400_000;

/** Operations day by day: when, who did what to what, how much, from where. */
export function OperationList({ filter, open, onOpen }: Props) {
  const { t } = useTranslation('history');
  const pages = useOperations(filter);
  useLiveOperations();
  if (pages.isPending) return <LoadingBars rows={12} />;
  if (!pages.data) {
    return (
      <PlaceState kind={isApiError(pages.error, 'offline') ? 'offline' : 'error'} words={apiError(pages.error)}>
        <Button onClick={() => void pages.refetch()}>{t('retry')}</Button>
      </PlaceState>
    );
  }
  const operations = pages.data.pages.flatMap((page) => page.operations);
  const totals = pages.data.pages.flatMap((page) => page.days);
  const days = groupByDay(operations, totals, (at) => todayIso(new Date(at)));
  const isFiltered = Object.keys(filter).length > 0;
  if (days.length === 0) return <PlaceState kind="empty" words={t(isFiltered ? 'noneFiltered' : 'none')} />;
  return (
    <div className={styles.list}>
      {days.map((day) => (
        <section key={day.day} aria-label={day.day}>
          <DayHead day={day} />
          <ol>
            {day.operations.map((operation) => (
              <OperationLine key={operation.id} operation={operation} open={operation.id === open} onOpen={() => onOpen(operation.id)} />
            ))}
          </ol>
        </section>
      ))}
      {pages.hasNextPage && (
        <button type="button" className={styles.older} disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t('older')}</button>
      )}
    </div>
  );
}

function DayHead({ day }: { day: Day }) {
  const { t, i18n } = useTranslation('history');
  const date = formatDate(day.day, i18n.language);
  const yesterday = todayIso(new Date(new Date().getTime() - DAY_MS));
  const words = day.day === todayIso() ? t('today', { date }) : day.day === yesterday ? t('yesterday', { date }) : date;
  return (
    <h2 className={styles.day}>
      {words}
      {day.total && <span>{t('dayTotal', { operations: t('operations', { count: day.total.operations }), cells: t('cells', { count: day.total.cells }) })}</span>}
    </h2>
  );
}

/** Arrows walk the list; Enter opens, as on every button. */
function walk(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const all = [...(event.currentTarget.closest('[data-list]')?.querySelectorAll<HTMLButtonElement>('[data-operation]') ?? [])];
  const next = all[all.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function OperationLine({ operation, open, onOpen }: { operation: OperationItem; open: boolean; onOpen: () => void }) {
  const { t } = useTranslation('history');
  const { via, state } = operation;
  return (
    <li>
      <button
        type="button" className={styles.operation} data-open={open} data-state={state} data-operation={operation.id} aria-current={open || undefined}
        onClick={onOpen} onKeyDown={walk}
      >
        <time dateTime={operation.at}>{formatTime(operation.at)}</time>
        <span className={styles.sign}><VerbIcon verb={operation.verb} via={via} words={operation.words} /></span>
        <span className={styles.what}>
          <span><b>{operation.actor.label}</b> {operation.words}</span>
          <small>{[operation.detail, operation.reason && t('because', { reason: operation.reason })].filter(Boolean).join(t('comma'))}</small>
        </span>
        <span className={styles.much}>
          <span>{t('cells', { count: operation.cells })}</span>
          <small>
            {state === 'undone' ? <><IconArrowBackUp size={12} aria-hidden /> {t('undone')}</> : state === 'running' ? t('running') : t(`via.${via}`, { defaultValue: via })}
          </small>
        </span>
      </button>
    </li>
  );
}
