import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PasswordHint, SHORTEST } from '../session/PasswordHint';
import styles from './firstrun.module.css';

export interface Administrator {
  name: string;
  organisation: string;
  username: string;
  password: string;
  token: string;
}

export const emptyAdministrator: Administrator = { name: '', organisation: '', username: '', password: '', token: '' };

export function isComplete(value: Administrator, withToken: boolean): boolean {
  const named = value.name.trim() && value.organisation.trim() && value.username.trim();
  return Boolean(named) && value.password.length >= SHORTEST && (!withToken || value.token.trim() !== '');
}

interface Props {
  value: Administrator;
  onChange: (next: Administrator) => void;
  withToken: boolean;
  disabled: boolean;
}

/** Who runs this installation; the token is asked for only when the page is not opened on the server itself. */
export function AdministratorFields({ value, onChange, withToken, disabled }: Props) {
  const { t } = useTranslation('session');
  const field = (key: keyof Administrator) => ({
    size: 'md' as const,
    name: key,
    disabled,
    value: value[key],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ ...value, [key]: event.currentTarget.value }),
  });
  return (
    <div className={styles['fields']}>
      <TextInput {...field('name')} label={t('setup.name')} autoComplete="name" autoFocus />
      <TextInput {...field('organisation')} label={t('setup.organisation')} autoComplete="organization" />
      <TextInput {...field('username')} label={t('username')} autoComplete="username" autoCapitalize="off" spellCheck={false} />
      <div>
        <PasswordInput {...field('password')} label={t('password')} autoComplete="new-password" />
        <PasswordHint password={value.password} />
      </div>
      {withToken && (
        <TextInput {...field('token')} label={t('setup.token')} description={t('setup.token_where')} autoComplete="off" spellCheck={false} />
      )}
    </div>
  );
}
