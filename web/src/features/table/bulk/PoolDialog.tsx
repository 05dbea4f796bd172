import { useTranslation } from 'react-i18next';
import { ClaimDialog } from '@/features/pool';
import type { RowChecks } from '@/tableview/model/contract';
import type { TableSchema } from '@/api/types';
import type { RowQuery } from '../rows/rowStore';
import { useBulk } from './useBulk';

interface Props {
  action: 'claim' | 'release';
  schema: TableSchema;
  query: RowQuery;
  checks: RowChecks;
  chosen: number;
  onDone: () => void;
  onClear: () => void;
  onClose: () => void;
}

/** Takes the ticked leads from the pool, or gives them back. */
export function PoolDialog({ action, schema, query, checks, chosen, onDone, onClear, onClose }: Props) {
  const { t } = useTranslation('pool');
  const bulk = useBulk({ table: schema.key, query, checks, onDone });

  async function go(reason: string): Promise<void> {
    const done =
      action === 'claim'
        ? await bulk.run({ path: '/leads/claim', body: {}, words: (count) => t('claimed', { count }) })
        : await bulk.run({ path: '/leads/release', body: { reason }, words: (count) => t('released', { count }) });
    if (!done) return;
    onClear();
    onClose();
  }

  return <ClaimDialog kind={action} chosen={chosen} busy={bulk.busy} error={bulk.error} onGo={(reason) => void go(reason)} onClose={onClose} />;
}
