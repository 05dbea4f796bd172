import { useTranslation } from 'react-i18next';
import { SectionHead } from '../parts/Section';
import { CalendarCard } from './CalendarCard';
import { NoticesCard } from './NoticesCard';
import { PasswordCard } from './PasswordCard';
import { PreferencesCard } from './PreferencesCard';
import { SessionsCard } from './SessionsCard';
import { TokensCard } from './TokensCard';
import styles from './account.module.css';

/** Everything that is one's own: language and theme, password, notices and calendar, signed-in devices, keys for programs. */
export default function AccountSection() {
  const { t } = useTranslation('settings');
  return (
    <>
      <SectionHead title={t('section.account')} words={t('account.words')} />
      <div className={styles.cards}>
        <PreferencesCard />
        <PasswordCard />
        <NoticesCard />
        <CalendarCard />
        <SessionsCard />
        <TokensCard />
      </div>
    </>
  );
}
