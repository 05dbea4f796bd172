import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { storeSession } from '@/api/session';
import type { Session } from '@/api/types';
import { PasswordHint } from '@/features/session/PasswordHint';
import { toast } from '@/kit/notice/notice';
import styles from '../settings.module.css';

/** Changes one's own password; all other devices are signed out by it. */
export function PasswordCard() {
  const { t } = useTranslation('settings');
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const change = useMutation({
    mutationFn: () => api.post<Session>('/session/password', { old, new: fresh }),
    onSuccess: (session) => {
      storeSession(session);
      setOld('');
      setFresh('');
      toast({ words: t('account.password_changed') });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    change.mutate();
  }

  return (
    <section className={styles.card} aria-label={t('account.password')}>
      <div className={styles.cardHead}>{t('account.password')}</div>
      <form className={styles.cardBody} onSubmit={submit}>
        <PasswordInput
          size="sm" label={t('account.password_old')} autoComplete="current-password" value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <div>
          <PasswordInput
            size="sm" label={t('account.password_new')} autoComplete="new-password" value={fresh}
            onChange={(event) => setFresh(event.currentTarget.value)}
          />
          <PasswordHint password={fresh} />
        </div>
        {change.isError && <div className={styles.note} data-tone="red" role="alert">{apiError(change.error)}</div>}
        <Button size="sm" variant="default" type="submit" loading={change.isPending} disabled={!old || !fresh} style={{ alignSelf: 'flex-start' }}>
          {t('account.password_go')}
        </Button>
      </form>
    </section>
  );
}
