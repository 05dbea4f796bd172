import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './passwordHint.module.css';

/** Shortest password the server takes; it also refuses common ones and says so. */
export const SHORTEST = 10;

/** Says while typing whether the password is long enough; the server has the last word. */
export function PasswordHint({ password }: { password: string }) {
  const { t } = useTranslation('session');
  if (password.length >= SHORTEST) {
    return (
      <span className={styles['good']}>
        <IconCircleCheck size={12} stroke={1.75} aria-hidden />
        {t('password_long_enough', { count: password.length })}
      </span>
    );
  }
  return <span className={styles['plain']}>{t('password_rule', { count: SHORTEST })}</span>;
}
