import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import type { Job } from '@/api/types';
import { undoOperation } from '@/api/undo';
import { duplicatesOf, effectOf } from './effect';
import { cancelJob, errorWorkbook, useJob } from './queries';
import type { Import, ImportResult } from './types';
import styles from './import.module.css';

interface Props {
  found: Import;
  job: number;
  onAnother: () => void;
  onBack: () => void;
}

/** The import at work, then what it did. The page may be left: the work goes on. */
export function ImportRun({ found, job: jobId, onAnother, onBack }: Props) {
  const { t } = useTranslation('import');
  const job = useJob(jobId);
  if (!job.data) return <div className={styles.run} role="status">{job.isError ? apiError(job.error) : t('run.starting')}</div>;
  if (job.data.state === 'done') return <Done found={found} job={job.data} onAnother={onAnother} />;
  if (job.data.state === 'failed' || job.data.state === 'cancelled') return <Stopped found={found} job={job.data} onBack={onBack} />;
  return <Running job={job.data} />;
}

function Running({ job }: { job: Job }) {
  const { t } = useTranslation('import');
  const stop = useMutation({ mutationFn: () => cancelJob(job.id) });
  const percent = job.total > 0 ? (100 * job.done) / job.total : 0;
  return (
    <div className={styles.run} role="status">
      <b>{t('run.running', { done: job.done.toLocaleString('en-US'), total: job.total.toLocaleString('en-US') })}</b>
      <Progress value={percent} size="sm" aria-label={t('run.progress')} />
      <p>{t('run.may_leave')}</p>
      <Button size="xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>{t('run.cancel')}</Button>
      {stop.isError && <p role="alert">{apiError(stop.error)}</p>}
    </div>
  );
}

function resultOf(job: Job): ImportResult {
  return typeof job.result === 'object' && job.result !== null && !Array.isArray(job.result) ? (job.result as ImportResult) : {};
}

function Done({ found, job, onAnother }: { found: Import; job: Job; onAnother: () => void }) {
  const { t } = useTranslation('import');
  const result = resultOf(job);
  const planned = effectOf(found.counts, duplicatesOf(found));
  const faulty = result.failed ?? found.counts.error;
  return (
    <div className={styles.run}>
      <IconCircleCheck size={36} stroke={1.25} className={styles.good} aria-hidden />
      <b>{t('done.title', { create: result.created ?? planned.create, update: result.updated ?? planned.update })}</b>
      <p>{t('done.left', { rows: result.skipped ?? planned.left - found.counts.error, faulty })}</p>
      <div className={styles.runActions}>
        <Button size="sm" component={Link} to="/leads">{t('done.open')}</Button>
        {faulty + found.counts.partial > 0 && (
          <Button size="sm" variant="default" component="a" href={errorWorkbook(found.id)} leftSection={<IconDownload size={16} />}>
            {t('done.errors', { rows: faulty + found.counts.partial })}
          </Button>
        )}
        {result.operation && <UndoAll operation={result.operation} />}
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

function Stopped({ found, job, onBack }: { found: Import; job: Job; onBack: () => void }) {
  const { t } = useTranslation('import');
  const { operation } = resultOf(job);
  return (
    <div className={styles.run} role="alert">
      <IconAlertTriangle size={36} stroke={1.25} className={styles.bad} aria-hidden />
      <b>{t(job.state === 'cancelled' ? 'stopped.cancelled' : 'stopped.failed', { file: found.file })}</b>
      <p>{job.error ?? t('stopped.so_far', { done: job.done })}</p>
      <div className={styles.runActions}>
        <Button size="sm" variant="default" onClick={onBack}>{t('stopped.back')}</Button>
        {operation && <UndoAll operation={operation} />}
      </div>
    </div>
  );
}
