import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { mayDo, useSession } from '@/api/session';
import { useTable } from '@/api/tables';
import { toast } from '@/kit/notice/notice';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { TopBarExtra } from '@/kit/parts/Slot';
import { DuplicateOptions } from './DuplicateOptions';
import { ImportHead } from './ImportHead';
import { ImportRun } from './ImportRun';
import { ImportStart } from './ImportStart';
import { OutcomeChips } from './OutcomeChips';
import { PreviewTable } from './PreviewTable';
import { cancelJob, errorWorkbook, importQuery, runImport, useImportChange, useJob } from './queries';
import { OriginBar } from './OriginBar';
import { RunBar } from './RunBar';
import type { Import, Outcome } from './types';
import { keepImport, useImportId } from './useImportId';
import styles from './import.module.css';

const TABLE = 'leads';

/** 导入: a file, its mapping and every row's outcome, the import itself, and the way back. */
export function Page() {
  const { t } = useTranslation('import');
  const session = useSession();
  const client = useQueryClient();
  const [id, go] = useImportId();
  if (!mayDo(session, TABLE, 'import')) return <PlaceState kind="lock" title={t('no_right.title')} words={t('no_right.words')} />;
  if (id === null) {
    return (
      <ImportStart
        onContinue={go}
        onRead={(found) => {
          client.setQueryData(importQuery(found.id).queryKey, found);
          keepImport({ id: found.id, file: found.file });
          go(found.id);
        }}
      />
    );
  }
  return <Loaded key={id} id={id} onLeave={() => go(null)} />;
}

function Loaded({ id, onLeave }: { id: number; onLeave: () => void }) {
  const { t } = useTranslation('import');
  const found = useQuery(importQuery(id));
  if (found.isPending) return <LoadingBars rows={12} />;
  if (found.isError) {
    return (
      <PlaceState kind="error" words={apiError(found.error)}>
        <Button
          size="xs" variant="default"
          onClick={() => {
            keepImport(null);
            onLeave();
          }}
        >
          {t('head.other')}
        </Button>
      </PlaceState>
    );
  }
  return <Opened found={found.data} onLeave={onLeave} />;
}

function Opened({ found, onLeave }: { found: Import; onLeave: () => void }) {
  const client = useQueryClient();
  const { mutate: change } = useImportChange(found.id);
  const run = useMutation({
    mutationFn: () => runImport(found.id),
    onSuccess: () => {
      keepImport(null);
      return client.invalidateQueries({ queryKey: importQuery(found.id).queryKey, exact: true });
    },
    onError: (error) => {
      toast({ words: apiError(error), tone: 'red' });
      // Somebody has imported the very file meanwhile: what is left to do is looked at again.
      if (isApiError(error, 'file_imported')) change({ recheck: true });
    },
  });
  const job = run.data?.job ?? found.job;
  if (found.state === 'checking') return <Checking found={found} />;
  if (found.state !== 'ready' && job !== null) {
    return (
      <div className={styles.page}>
        <ImportHead found={found} step="run" />
        <ImportRun found={found} job={job} onAnother={onLeave} />
      </div>
    );
  }
  return <Preview found={found} onLeave={onLeave} busy={run.isPending} onRun={() => run.mutate()} />;
}

/** A long file whose plan is made in the background. */
function Checking({ found }: { found: Import }) {
  const { t } = useTranslation('import');
  const job = useJob(found.job).data;
  const stop = useMutation({
    mutationFn: () => cancelJob(found.job ?? 0),
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
  return (
    <div className={styles.run} role="status">
      <b>{t('head.checking', { file: found.file })}</b>
      <Progress value={job && job.total > 0 ? (100 * job.done) / job.total : 0} size="sm" aria-label={t('run.progress')} />
      <p>{t('run.may_leave')}</p>
      {found.job !== null && (
        <Button size="xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>{t('run.cancel')}</Button>
      )}
    </div>
  );
}

function Preview(props: { found: Import; onLeave: () => void; busy: boolean; onRun: () => void }) {
  const { found, onLeave, busy, onRun } = props;
  const { t } = useTranslation('import');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const schema = useTable(found.table);
  const { mutate: change, isPending } = useImportChange(found.id);
  return (
    <div className={styles.page} aria-busy={isPending}>
      <TopBarExtra>{t('head.preview')}</TopBarExtra>
      <ImportHead found={found} step="check" onChange={change} onOther={onLeave} />
      <div className={styles.bar}>
        <OutcomeChips found={found} chosen={outcome} onChoose={setOutcome} />
        <span className={styles.barRight}>
          {found.faulty > 0 && (
            <Button size="xs" variant="subtle" color="gray" component="a" href={errorWorkbook(found.id)} leftSection={<IconDownload size={16} />}>
              {t('table.download_errors')}
            </Button>
          )}
          <DuplicateOptions found={found} onChange={change} />
        </span>
      </div>
      {found.origin && <OriginBar found={found} onChange={change} />}
      <PreviewTable found={found} outcome={outcome} columns={schema.columns} onChange={change} />
      <RunBar found={found} busy={busy} onRun={onRun} onLater={onLeave} />
    </div>
  );
}
