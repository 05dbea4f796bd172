import { useTranslation } from 'react-i18next';
import type { components } from '@/api/schema';
import { OutboxList } from './OutboxList';

type Message = components['schemas']['MessageOut'];

/** Messages to chat groups. */
export function RobotList({ stuck, busy }: { stuck: number; busy: boolean }) {
  const { t } = useTranslation('background');
  return (
    <OutboxList<Message>
      kind="robots" stuck={stuck} busy={busy} cells={(message) => [message.text, message.robot]}
      words={{
        label: t('tab.robots'), heads: [t('robots.text'), t('robots.robot')], state: (state) => t(`robots.${state}`), none: (state) => t(`robots.none_${state}`),
        retry: t('retry'), retried: t('retried'), unclearTitle: t('robots.unclear_title'), unclearGo: t('robots.unclear_go'),
        unclear: () => t('robots.unclear_words'),
      }}
    />
  );
}
