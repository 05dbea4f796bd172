import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { sessionGate } from '@/api/gate';
import { useMaybeSession } from '@/api/session';
import { useStore } from '@/kit/state/store';
import { SignInForm } from './SignInForm';
import styles from './session.module.css';

/**
 * Over the page when the session has ended while somebody works. Requests wait at the gate meanwhile and are sent
 * again after signing in, so what was typed stays where it is.
 */
export function SessionDialog() {
  const { t } = useTranslation('session');
  const gate = useStore(sessionGate);
  const session = useMaybeSession();
  const username = session?.person.username;
  return (
    <Modal
      opened={gate === 'closed' && username !== undefined}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('ended.title')}
      centered
      zIndex={500}
    >
      <div className={styles['form']}>
        <p>{t('ended.words')}</p>
        <SignInForm
          key={gate}
          username={username ?? ''}
          onDone={(now) => {
            // Somebody else's page must not show this person's rows: start afresh.
            if (now.person.username !== username) globalThis.location.reload();
          }}
        />
      </div>
    </Modal>
  );
}
