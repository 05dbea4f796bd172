import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { usePhone } from '@/kit/state/usePhone';
import { useLiveRecord, useRecord } from './data';
import { RecordView } from './RecordView';
import styles from './record.module.css';

export interface RecordPanelProps {
  table: string;
  rowId: number;
  onClose: () => void;
  /** Walks to the next (1) or former (-1) row of the table. */
  onStep: (step: 1 | -1) => void;
  /** Where the record stands in the table, in words: 方案讨论 第 10 条，共 11 条. */
  place?: string;
}

/** One record over the right of its table; full screen on a phone. */
export function RecordPanel(props: RecordPanelProps) {
  const { t } = useTranslation('record');
  const panel = useRef<HTMLElement>(null);
  // Keys such as J and K belong to the panel as soon as it opens; the grid takes them back when it is clicked.
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  return (
    <aside ref={panel} className={styles.panel} aria-label={t('panel')} tabIndex={-1}>
      <Suspense fallback={<LoadingBars />}>
        <OpenRecord key={`${props.table}-${props.rowId}`} {...props} />
      </Suspense>
    </aside>
  );
}

/** A merged record answers as the one that took it up: the link follows. */
function useTakenUp(asked: number, answered: number | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (answered === undefined || answered === asked) return;
    void navigate({ to: '.', search: ((before: object) => ({ ...before, record: answered })) as never, replace: true });
  }, [navigate, asked, answered]);
}

function OpenRecord(props: RecordPanelProps) {
  const { t } = useTranslation('record');
  const { table, rowId, onClose } = props;
  const record = useRecord(table, rowId);
  const phone = usePhone();
  const narrow = useMediaQuery('(max-width: 1279px)', undefined, { getInitialValueInEffect: false }) ?? false;
  useLiveRecord(table, rowId);
  useTakenUp(rowId, record.data?.id);
  if (record.isPending) return <LoadingBars />;
  if (!record.data) {
    const gone = isApiError(record.error, 'not_found');
    return (
      <PlaceState kind={gone ? 'lock' : isApiError(record.error, 'offline') ? 'offline' : 'error'} words={gone ? t('gone') : apiError(record.error)}>
        {!gone && <Button onClick={() => void record.refetch()}>{t('retry')}</Button>}
        <Button variant="default" onClick={onClose}>{t('close')}</Button>
      </PlaceState>
    );
  }
  return <RecordView {...props} record={record.data} phone={phone} folded={phone || narrow} />;
}
