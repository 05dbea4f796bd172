import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import styles from '../settings.module.css';

/** Title, what the section decides, and its main action. */
export function SectionHead({ title, words, children }: { title: string; words: string; children?: ReactNode }) {
  return (
    <div className={styles.sectionHead}>
      <div>
        <h2>{title}</h2>
        <p>{words}</p>
      </div>
      {children && <div className={styles.headActions}>{children}</div>}
    </div>
  );
}

interface Loading {
  isPending: boolean;
  isError: boolean;
  error: Error | null;
  refetch: () => unknown;
}

/** Shows loading and faults of a query; its content once there is one. */
export function WhenLoaded({ query, children }: { query: Loading; children: ReactNode }) {
  const { t } = useTranslation('settings');
  if (query.isPending) return <LoadingBars rows={6} />;
  if (!query.isError) return children;
  if (isApiError(query.error, 'forbidden')) return <PlaceState kind="lock" title={t('no_right')} words={query.error.message} />;
  const offline = isApiError(query.error, 'offline');
  return (
    <PlaceState kind={offline ? 'offline' : 'error'} words={apiError(query.error)}>
      <Button size="xs" variant="default" onClick={() => void query.refetch()}>{t('again')}</Button>
    </PlaceState>
  );
}
