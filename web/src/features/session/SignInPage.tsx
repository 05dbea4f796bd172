import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PublicFrame } from './PublicFrame';
import { SignInForm } from './SignInForm';
import styles from './session.module.css';

const route = getRouteApi('/signin');

/** Sign in, then go where the person wanted to go. */
export function SignInPage() {
  const { t } = useTranslation('session');
  const { next } = route.useSearch();
  const router = useRouter();
  return (
    <PublicFrame narrow>
      <div className={styles['form']}>
        <h2>{t('sign_in')}</h2>
        <SignInForm onDone={() => router.history.push(next ?? '/')} />
        <p className={styles['note']}>{t('forgotten')}</p>
      </div>
    </PublicFrame>
  );
}
