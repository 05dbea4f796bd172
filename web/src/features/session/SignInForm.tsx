import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { signIn } from '@/api/session';
import type { Session } from '@/api/types';
import styles from './session.module.css';

/** Name and password. A refusal stays beside the form and nothing typed is cleared. */
export function SignInForm(props: { username?: string; locked?: boolean; onDone: (session: Session) => void }) {
  const { t } = useTranslation('session');
  const [username, setUsername] = useState(props.username ?? '');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      props.onDone(await signIn(username.trim(), password));
    } catch (caught) {
      setError(apiError(caught));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <TextInput
        size="md"
        label={t('username')}
        name="username"
        autoComplete="username"
        autoFocus={!props.username}
        readOnly={props.locked ?? false}
        required
        withAsterisk={false}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        size="md"
        label={t('password')}
        name="password"
        autoComplete="current-password"
        autoFocus={Boolean(props.username)}
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {error && (
        <Alert color="red" role="alert" variant="light">
          {error}
        </Alert>
      )}
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('sign_in')}
      </Button>
    </form>
  );
}
