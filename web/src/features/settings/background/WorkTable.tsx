import { Button, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PlaceState } from '@/kit/parts/PlaceState';
import { WhenLoaded } from '../parts/Section';
import type { useWork } from './useWork';
import settings from '../settings.module.css';
import styles from './background.module.css';

interface Props<State extends string> {
  label: string;
  states: readonly { value: State; label: string }[];
  state: State;
  onState: (state: State) => void;
  query: ReturnType<typeof useWork>['query'];
  empty: string | undefined;
  heads: readonly string[];
  children: ReactNode;
}

/** A list of work: which state, its rows, more of them. */
export function WorkTable<State extends string>({ label, states, state, onState, query, empty, heads, children }: Props<State>) {
  const { t } = useTranslation('background');
  return (
    <>
      <SegmentedControl size="xs" className={styles.states ?? ''} value={state} onChange={(value) => onState(value as State)} data={[...states]} />
      <WhenLoaded query={query}>
        {empty !== undefined ? <PlaceState kind="empty" words={empty} /> : (
          <div className={`${settings.card} ${settings.scroll}`}>
            <table className={settings.table} aria-label={label}>
              <thead><tr>{heads.map((head) => <th key={head}>{head}</th>)}</tr></thead>
              <tbody>{children}</tbody>
            </table>
          </div>
        )}
        {query.hasNextPage && <Button size="xs" variant="default" className={styles.more ?? ''} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('more')}</Button>}
      </WhenLoaded>
    </>
  );
}
