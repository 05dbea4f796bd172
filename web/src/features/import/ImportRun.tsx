import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import type { Job } from '@/api/types';
import { undoOperation } from '@/api/undo';
import { TopBarExtra } from '@/kit/parts/Slot';
import { cancelJob, errorWorkbook, useJob } from './queries';
import type { Import, ImportResult } from './types';
import styles from './import.module.css';

interface Props {
  found: Import;
  job: number;
  onAnother: () => void;
}

/** The import at work, then what it did. The page may be left: the work goes on. */
export function ImportRun({ found, job: jobId, onAnother }: Props) {
  const { t } = useTranslation('import');
  const job = useJob(jobId);
  if (!job.data) return <div className={styles.run} role="status">{job.isError ? apiError(job.error) : t('run.starting')}</div>;
  if (job.data.state === 'done') return <Done found={found} job={job.data} onAnother={onAnother} />;
  if (job.data.state === 'failed' || job.data.state === 'cancelled') return <Stopped found={found} job={job.data} onAnother={onAnother} />;
  return <Running job={job.data} />;
}

function Running({ job }: { job: Job }) {
  const { t } = useTranslation('import');
  const stop = useMutation({ mutationFn: () => cancelJob(job.id) });
  const percent = job.total > 0 ? (100 * job.done) / job.total : 0;
  return (
    <div className={styles.run} role="status">
      <TopBarExtra>{t('head.importing')}</TopBarExtra>
      <b>{t('run.running', { done: job.done.toLocaleString('en-US'), total: job.total.toLocaleString('en-US') })}</b>
      <Progress value={percent} size="sm" aria-label={t('run.progress')} />
      <p>{t('run.may_leave')}</p>
      <Button size="xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>{t('run.cancel')}</Button>
      {stop.isError && <p role="alert">{apiError(stop.error)}</p>}
    </div>
  );
}

function resultOf(found: Import, job: Job): ImportResult | null {
  if (found.result) return found.result;
  return typeof job.result === 'object' && job.result !== null ? (job.result as unknown as ImportResult) : null;
}

function Done({ found, job, onAnother }: { found: Import; job: Job; onAnother: () => void }) {
  const { t } = useTranslation('import');
  const result = resultOf(found, job);
  return (
    <div className={styles.run}>
      <IconCircleCheck size={36} stroke={1.25} className={styles.good} aria-hidden />
      <b>{t('done.title', { create: result?.created ?? 0, update: result?.updated ?? 0 })}</b>
      <p>{t('done.left', { rows: (result?.skipped ?? 0) + (found.counts.same ?? 0), faulty: result?.failed ?? 0 })}</p>
      {result !== null && result.conflicts > 0 && <p>{t('done.conflicts', { cells: result.conflicts })}</p>}
      {result !== null && result.kept > 0 && <p>{t('done.kept', { cells: result.kept })}</p>}
      <div className={styles.runActions}>
        {found.table === 'leads' && <Button size="sm" component={Link} to="/leads">{t('done.open')}</Button>}
        {found.faulty > 0 && (
          <Button size="sm" variant="default" component="a" href={errorWorkbook(found.id)} leftSection={<IconDownload size={16} />}>
            {t('done.errors', { rows: found.faulty })}
          </Button>
        )}
        {result?.operation && <UndoAll operation={result.operation} />}
        <Button size="sm" variant="subtle" onClick={onAnother}>{t('done.another')}</Button>
      </div>
    </div>
  );
}

function UndoAll({ operation }: { operation: number }) {
  const { t } = useTranslation('import');
  const undo = useMutation({ mutationFn: () => undoOperation(operation) });
  if (undo.isSuccess) return <span className={styles.quiet}>{t('done.undone')}</span>;
  return (
    <Button size="sm" variant="default" color="red" loading={undo.isPending} leftSection={<IconArrowBackUp size={16} />} onClick={() => undo.mutate()}>
      {t('done.undo')}
    </Button>
  );
}

function Stopped({ found, job, onAnother }: { found: Import; job: Job; onAnother: () => void }) {
  const { t } = useTranslation('import');
  const operation = found.operation ?? resultOf(found, job)?.operation;
  return (
    <div className={styles.run} role="alert">
      <IconAlertTriangle size={36} stroke={1.25} className={styles.bad} aria-hidden />
      <b>{t(job.state === 'cancelled' ? 'stopped.cancelled' : 'stopped.failed', { file: found.file })}</b>
      <p>{job.state === 'failed' && (found.error?.message ?? job.error?.message)}</p>
      <p>{operation ? t('stopped.so_far', { done: job.done }) : t('stopped.nothing')}</p>
      <div className={styles.runActions}>
        <Button size="sm" variant="default" onClick={onAnother}>{t('stopped.another')}</Button>
        {operation && <UndoAll operation={operation} />}
      </div>
    </div>
  );
}
