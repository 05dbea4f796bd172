import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { formatDate, formatDateTime, todayIso } from '@/kit/format/dates';
import { toast } from '@/kit/notice/notice';
import { CopyField } from '../parts/CopyField';
import { WhenLoaded } from '../parts/Section';
import styles from '../settings.module.css';

interface Token {
  id: number;
  name: string;
  hint: string;
  scope: 'read' | 'write';
  created_at: string;
  expires_on: string;
  last_used_at: string | null;
}

const KEY = ['tokens'];
const DAYS = ['30', '90', '365'] as const;

function dayAfter(days: number): string {
  const at = new Date(`${todayIso()}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Keys with which programs act in my name, each with its scope and its last day. */
export function TokensCard() {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const tokens = useQuery({ queryKey: KEY, queryFn: () => api.get<Token[]>('/tokens') });
  const [secret, setSecret] = useState<string>();
  const revoke = useMutation({
    mutationFn: (id: number) => api.delete<undefined>(`/tokens/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error) => toast({ words: apiError(error), tone: 'red' }),
  });
  return (
    <section className={styles.card} aria-label={t('account.tokens')}>
      <div className={styles.cardHead}>{t('account.tokens')}</div>
      <div className={styles.cardBody}>
        <p className={styles.small} style={{ margin: 0 }}>{t('account.tokens_words')}</p>
        <WhenLoaded query={tokens}>
          {tokens.data && tokens.data.length > 0 && (
            <ul className={styles.list}>
              {tokens.data.map((token) => (
                <TokenLine key={token.id} token={token} onRevoke={() => revoke.mutate(token.id)} />
              ))}
            </ul>
          )}
        </WhenLoaded>
        {secret && (
          <>
            <CopyField label={t('account.token_secret')} text={secret} />
            <p className={styles.small} style={{ margin: 0 }}>{t('account.token_once')}</p>
          </>
        )}
        <NewToken
          onMade={(made) => {
            setSecret(made);
            void client.invalidateQueries({ queryKey: KEY });
          }}
        />
      </div>
    </section>
  );
}

function TokenLine({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const { t, i18n } = useTranslation('settings');
  const used = token.last_used_at ? t('account.token_used', { at: formatDateTime(token.last_used_at, i18n.language) }) : t('account.token_unused');
  return (
    <li>
      <div>
        <div>
          {token.name} <span className={styles.quiet}>…{token.hint}</span>
        </div>
        <div className={styles.small}>
          {t(`account.scope_${token.scope}`)} · {t('account.token_until', { day: formatDate(token.expires_on, i18n.language) })} · {used}
        </div>
      </div>
      <Button size="compact-sm" variant="default" onClick={onRevoke}>{t('account.token_revoke')}</Button>
    </li>
  );
}

function NewToken({ onMade }: { onMade: (secret: string) => void }) {
  const { t } = useTranslation('settings');
  const [name, setName] = useState('');
  const [scope, setScope] = useState<'read' | 'write'>('read');
  const [days, setDays] = useState<string>('90');
  const make = useMutation({
    mutationFn: () => api.post<{ secret: string }>('/tokens', { name: name.trim(), scope, expires_on: dayAfter(Number(days)) }),
    onSuccess: (made) => {
      setName('');
      onMade(made.secret);
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name.trim()) make.mutate();
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput size="sm" label={t('account.token_name')} placeholder={t('account.token_name_hint')} value={name} onChange={(event) => setName(event.currentTarget.value)} wrapperProps={{ 'data-wide': true }} />
      <Select
        size="sm" label={t('account.token_scope')} allowDeselect={false} value={scope} onChange={(value) => setScope(value === 'write' ? 'write' : 'read')}
        data={(['read', 'write'] as const).map((value) => ({ value, label: t(`account.scope_${value}`) }))}
      />
      <Select
        size="sm" label={t('account.token_days')} allowDeselect={false} value={days} onChange={(value) => setDays(value ?? '90')}
        data={DAYS.map((value) => ({ value, label: t('account.days', { value }) }))}
      />
      {make.isError && <div className={styles.note} data-tone="red" data-wide role="alert">{apiError(make.error)}</div>}
      <Button size="sm" variant="default" type="submit" loading={make.isPending} disabled={!name.trim()} style={{ justifySelf: 'start' }}>
        {t('account.token_make')}
      </Button>
    </form>
  );
}
