import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError, isApiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { mayDo, useSession } from '@/api/session';
import { formatDateTime } from '@/kit/format/dates';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { FilterBar } from './FilterBar';
import { Figures } from './Figures';
import { Funnel } from './Funnel';
import { Monthly } from './Monthly';
import { Returns } from './Returns';
import { Slices } from './Slices';
import type { Overview, OverviewQuery } from './types';
import { useOverviewSearch } from './useOverviewSearch';
import styles from './overview.module.css';

function useOverview(query: OverviewQuery) {
  return useQuery({
    queryKey: [...keys.overview, query],
    queryFn: ({ signal }) => api.get<Overview>('/overview', { ...query }, signal),
    placeholderData: (before) => before,
  });
}

/** 分析: figures with their formula, funnel from stage history, people, channels and months. */
export function Page() {
  const { t, i18n } = useTranslation('overview');
  const [query, change] = useOverviewSearch();
  const overview = useOverview(query);
  const asOf = overview.data?.period.as_of;
  return (
    <div className={styles.page}>
      <div className={styles.filterBar}>
        <FilterBar query={query} onChange={change} />
        {asOf && <span className={styles.asOf}>{t('as_of', { at: formatDateTime(asOf, i18n.language) })}</span>}
      </div>
      {overview.isPending && <LoadingBars rows={12} />}
      {overview.isError && <Fault error={overview.error} onAgain={() => void overview.refetch()} />}
      {overview.data && <Content overview={overview.data} query={query} stale={overview.isPlaceholderData} />}
    </div>
  );
}

function Fault({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const { t } = useTranslation('overview');
  if (isApiError(error, 'forbidden')) return <PlaceState kind="lock" title={t('no_right')} words={error.message} />;
  const offline = isApiError(error, 'offline');
  return (
    <PlaceState kind={offline ? 'offline' : 'error'} words={apiError(error)}>
      <Button size="xs" variant="default" onClick={onAgain}>{t('again')}</Button>
    </PlaceState>
  );
}

/** Nothing came in and nothing was closed: every figure would be a dash. */
function isEmpty(overview: Overview): boolean {
  return overview.figures.every((figure) => !figure.value) && overview.funnel.every((step) => step.reached === 0);
}

function Content({ overview, query, stale }: { overview: Overview; query: OverviewQuery; stale: boolean }) {
  const { t } = useTranslation('overview');
  const session = useSession();
  if (isEmpty(overview)) {
    return (
      <PlaceState kind="empty" title={t('empty.title')} words={t('empty.words')}>
        {mayDo(session, 'leads', 'import') && (
          <Button size="xs" variant="default" component={Link} to="/import">{t('empty.import')}</Button>
        )}
      </PlaceState>
    );
  }
  return (
    <div className={styles.content} data-stale={stale}>
      <Figures figures={overview.figures} />
      <div className={styles.columns}>
        <Funnel steps={overview.funnel} />
        <Slices title={t('owners.title')} heading={t('owners.person')} slices={overview.by_owner} />
        <Slices title={t('channels.title')} heading={t('channels.channel')} slices={overview.by_channel} />
        <Monthly rows={overview.monthly} />
        <Returns query={query} />
      </div>
    </div>
  );
}
