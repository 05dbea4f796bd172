import { Alert, Button } from '@mantine/core';
import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { storeSession } from '@/api/session';
import type { Session } from '@/api/types';
import { PublicFrame } from '../session/PublicFrame';
import { AdministratorFields, emptyAdministrator, isComplete } from './AdministratorFields';
import { SamplePreparing } from './SamplePreparing';
import { StartChoice, type Start } from './StartChoice';
import styles from './firstrun.module.css';

const route = getRouteApi('/setup');

function Step({ number, done, children }: { number: number; done: boolean; children: ReactNode }) {
  return (
    <h2>
      <span className={styles['number']} data-done={done || undefined}>
        {done ? <IconCheck size={14} stroke={2.5} aria-hidden /> : number}
      </span>
      {children}
    </h2>
  );
}

/** Uploads the chosen file for the preview; nothing is written by this. */
async function uploadForPreview(file: File): Promise<number> {
  const made = await api.upload<{ id: number }>('/imports', file, { table: 'leads' });
  return made.id;
}

/** The first page of a new installation: who runs it, and with which data it begins. */
export function SetupPage() {
  const { t } = useTranslation('session');
  const { token_required } = route.useLoaderData();
  const { token } = route.useSearch();
  const navigate = useNavigate();
  const [administrator, setAdministrator] = useState({ ...emptyAdministrator, token: token ?? '' });
  const [start, setStart] = useState<Start>('import');
  const [file, setFile] = useState<File>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [job, setJob] = useState<number>();
  const [created, setCreated] = useState(false);

  async function proceed(): Promise<void> {
    if (!created) {
      const body = { ...administrator, token: administrator.token || undefined, start };
      const session = await api.post<Session>('/setup', body);
      storeSession(session);
      setCreated(true);
      if (start === 'sample' && session.job_id) return setJob(session.job_id);
    }
    if (start === 'import') {
      const id = file ? await uploadForPreview(file) : undefined;
      return navigate({ to: '/import', search: id === undefined ? {} : { id } });
    }
    return navigate({ to: '/leads' });
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await proceed();
    } catch (caught) {
      setError(apiError(caught));
    } finally {
      setBusy(false);
    }
  }

  if (job !== undefined) return <SamplePreparing job={job} />;
  const ready = isComplete(administrator, token_required);
  return (
    <PublicFrame>
      <form className={styles['setup']} onSubmit={(event) => void submit(event)} noValidate>
        <section>
          <Step number={1} done={ready}>
            {t('setup.administrator')}
          </Step>
          <AdministratorFields value={administrator} onChange={setAdministrator} withToken={token_required} disabled={created} />
        </section>
        <section>
          <Step number={2} done={false}>
            {t('setup.start')}
          </Step>
          <StartChoice start={start} onStart={setStart} file={file} onFile={setFile} />
        </section>
        {error && (
          <Alert color="red" role="alert" variant="light" mt={16}>
            {error}
          </Alert>
        )}
        <footer>
          <span>{t(`setup.next_${start}`)}</span>
          <Button type="submit" size="md" loading={busy} disabled={!ready} rightSection={<IconArrowRight size={16} />}>
            {t(start === 'import' && file ? 'setup.go_preview' : `setup.go_${start}`)}
          </Button>
        </footer>
      </form>
    </PublicFrame>
  );
}
