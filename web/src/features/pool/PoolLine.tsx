import { Button } from '@mantine/core';
import { IconClockHour4, IconHandGrab } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import type { TableSchema } from '@/api/types';
import { useCommands } from '@/kit/commands/commands';
import { useAction } from '../record/useAction';
import type { RecordDetail } from '../record/types';
import { asPerson, asStatus, asText } from '../record/words';
import { claim, leftOf, useStanding } from './data';
import styles from './pool.module.css';

interface Props {
  record: RecordDetail;
  schema: TableSchema;
}

/** On the record: that nobody has it and it can be claimed, or that its owner is about to lose it and why. */
export function PoolLine({ record, schema }: Props) {
  if (record.cells['owner'] === null && record.cells['pooled_at'] && asText(record.cells['won_at']) === null) return <InPool record={record} schema={schema} />;
  const recycling = asStatus(record.cells['recycling']);
  if (!recycling || (recycling.level !== 'amber' && recycling.level !== 'red')) return null;
  return <FallsBack level={recycling.level} words={recycling.words} />;
}

function FallsBack({ level, words }: { level: string; words: string }) {
  const { t } = useTranslation('pool');
  return (
    <div className={styles.line} data-tone={level} role="note">
      <IconClockHour4 size={16} stroke={1.75} aria-hidden />
      <span>{words}</span>
      <span>{t('keep')}</span>
    </div>
  );
}

function InPool({ record, schema }: Props) {
  const { t } = useTranslation('pool');
  const client = useQueryClient();
  const standing = useStanding();
  const [error, setError] = useState<string>();
  const take = useAction({
    mutationFn: () => claim([record.id]),
    onSuccess: (answer) => {
      setError(answer.refused[0]?.message);
      if (answer.operation) notifyUndo(t('claimed', { count: answer.done.length }), answer.operation);
      return client.invalidateQueries({ queryKey: keys.rows('leads') });
    },
    onError: (thrown) => setError(apiError(thrown)),
  });
  const left = standing ? leftOf(standing) : 0;
  const offered = standing !== undefined && standing.pools.length > 0 && schema.actions.includes('edit');
  const { mutate } = take;
  useCommands(
    useMemo(
      () => (offered && left !== 0 ? [{ id: 'pool.claim_one', label: t('claim'), hotkey: 'c', icon: IconHandGrab, section: t('title'), run: () => mutate() }] : []),
      [offered, left, mutate, t],
    ),
  );
  const option = schema.columns.find((column) => column.id === 'pool_reason')?.options?.find(({ key }) => key === record.cells['pool_reason']);
  const former = asPerson(record.cells['former_owner']);
  const why = [option?.label, former && t('former', { name: former.label })].filter(Boolean).join('，');
  return (
    <div className={styles.line} role="note" aria-label={t('title')}>
      <IconHandGrab size={16} stroke={1.75} aria-hidden />
      <span>{why ? t('in_pool_why', { why }) : t('in_pool')}</span>
      {offered && <span>{left === null ? '' : t('left', { count: left })}</span>}
      {offered && (
        <Button size="compact-sm" loading={take.isPending} disabled={left === 0} onClick={() => mutate()}>
          {t('claim')}
        </Button>
      )}
      {error && <p role="alert" className={styles.error}>{error}</p>}
    </div>
  );
}
