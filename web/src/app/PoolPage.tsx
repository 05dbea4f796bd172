import { useTranslation } from 'react-i18next';
import { PoolHead, POOL_COLUMNS, POOL_FILTER, POOL_SORT } from '@/features/pool';
import type { TableFrame } from '@/features/table';
import { tablePage } from './tablePage';

/** The table surface on leads that nobody has. */
export const PoolPage = tablePage('leads', '/shell/pool', useFrame);

function useFrame(): TableFrame {
  const { t } = useTranslation('pool');
  return { key: 'pool', filter: POOL_FILTER, sort: POOL_SORT, columns: POOL_COLUMNS, head: <PoolHead />, bulk: ['claim', 'assign', 'delete'], empty: t('empty') };
}
