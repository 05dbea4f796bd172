import { useTranslation } from 'react-i18next';
import { OutboxList, type Outgoing } from './OutboxList';

interface Mail extends Outgoing {
  to: string;
  subject: string;
}

/** Mails that the product sends. */
export function MailList({ stuck, busy }: { stuck: number; busy: boolean }) {
  const { t } = useTranslation('background');
  return (
    <OutboxList<Mail>
      kind="mails" stuck={stuck} busy={busy} cells={(mail) => [mail.subject, mail.to]}
      words={{
        label: t('tab.mails'), heads: [t('mails.subject'), t('mails.to')], state: (state) => t(`mails.${state}`), none: (state) => t(`mails.none_${state}`),
        retry: t('mails.retry'), retried: t('mails.retried'), unclearTitle: t('mails.unclear_title'), unclearGo: t('mails.retry'),
        unclear: (mail) => t('mails.unclear_words', { to: mail.to }),
      }}
    />
  );
}
