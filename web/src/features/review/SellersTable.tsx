import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import type { Filter } from '@/api/types';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { useSellers, type SellerRow } from './queue';
import styles from './review.module.css';

/** 各人完整度: least complete first; a click opens the rows. */
export function SellersTable() {
  const { t } = useTranslation('review');
  const sellers = useSellers();
  if (sellers.isPending) return <LoadingBars rows={8} />;
  if (sellers.isError) {
    return (
      <PlaceState kind="error" words={apiError(sellers.error)}>
        <Button size="xs" variant="default" onClick={() => void sellers.refetch()}>{t('again')}</Button>
      </PlaceState>
    );
  }
  if (sellers.data.length === 0) return <PlaceState kind="empty" words={t('empty.sellers')} />;
  return (
    <div className={styles.sellers}>
      <table aria-label={t('kind.sellers')}>
        <thead>
          <tr>
            <th>{t('seller')}</th>
            <th>{t('completeness')}</th>
            <th>{t('leads')}</th>
            <th>{t('kind.doubts')}</th>
            <th>{t('kind.returned')}</th>
          </tr>
        </thead>
        <tbody>
          {sellers.data.map((row) => <Line key={row.id ?? 0} row={row} />)}
        </tbody>
      </table>
    </div>
  );
}

function Line({ row }: { row: SellerRow }) {
  const { t } = useTranslation('review');
  const mine: Filter = row.id === null ? { column: 'owner', op: 'empty' } : { column: 'owner', op: 'is', value: row.id };
  const percent = row.completeness === null ? null : Math.round(row.completeness);
  return (
    <tr>
      <th scope="row"><Link to="/leads" search={{ filter: mine }}>{row.label || t('no_owner')}</Link></th>
      <td className={styles.percent}>
        <span><i style={{ width: `${percent ?? 0}%` }} /></span> {percent === null ? '–' : `${percent}%`}
      </td>
      <td>{row.leads}</td>
      <td>{row.flagged}</td>
      <td>{row.returned}</td>
    </tr>
  );
}
