import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { storeSession } from '@/api/session';
import type { Session } from '@/api/types';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { PasswordHint } from './PasswordHint';
import { PublicFrame } from './PublicFrame';
import styles from './session.module.css';

interface Invitation {
  name: string;
  username: string | null;
  organisation: string;
  unit: string | null;
  role: string | null;
}

const route = getRouteApi('/invite/$token');

/** A new colleague chooses a name and a password and is in. */
export function InvitePage() {
  const { t } = useTranslation('session');
  const { token } = route.useParams();
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.get<Invitation>(`/invitations/${encodeURIComponent(token)}`),
    retry: false,
  });
  return (
    <PublicFrame narrow>
      {invitation.isPending && <LoadingBars rows={4} />}
      {invitation.isError && <PlaceState kind="error" title={t('invite.invalid')} words={apiError(invitation.error)} />}
      {invitation.data && <AcceptForm token={token} invitation={invitation.data} />}
    </PublicFrame>
  );
}

function AcceptForm({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const [username, setUsername] = useState(invitation.username ?? '');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const path = `/invitations/${encodeURIComponent(token)}/accept` as const;
      storeSession(await api.post<Session>(path, { username: username.trim(), password }));
      await navigate({ to: '/' });
    } catch (caught) {
      setError(apiError(caught));
    } finally {
      setBusy(false);
    }
  }

  const place = [invitation.unit, invitation.role].filter(Boolean).join(' · ');
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <h2>{t('invite.title', { name: invitation.name })}</h2>
      <p>{place ? t('invite.words_place', { organisation: invitation.organisation, place }) : t('invite.words', { organisation: invitation.organisation })}</p>
      <TextInput
        size="md" label={t('username')} name="username" autoComplete="username" required withAsterisk={false}
        value={username} onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <div>
        <PasswordInput
          size="md" label={t('new_password')} name="password" autoComplete="new-password" required withAsterisk={false}
          value={password} onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <PasswordHint password={password} />
      </div>
      {error && (
        <Alert color="red" role="alert" variant="light">
          {error}
        </Alert>
      )}
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('invite.join')}
      </Button>
    </form>
  );
}
