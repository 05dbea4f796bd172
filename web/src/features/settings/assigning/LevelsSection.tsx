import { useTranslation } from 'react-i18next';
import { ListSection } from '../lists/ListSection';

/** 接收时限: how long an owner has to take a lead on, what happens then, and how many each person may hold. */
export default function LevelsSection() {
  const { t } = useTranslation('assigning');
  return (
    <>
      <ListSection
        table="service_levels" title={t('levels.title')} words={t('levels.words')} unnamed={t('levels.every_grade')}
        columns={['letter', 'pipeline', 'active', 'accept_minutes', 'on_timeout', 'on_decline']} add={t('levels.add')} fresh={{ active: true, accept_minutes: 60, on_timeout: 'supervisor', on_decline: 'supervisor' }}
      />
      <div style={{ height: 28 }} />
      <ListSection
        table="assignment_shares" title={t('shares.title')} words={t('shares.words')} unnamed={t('shares.everybody')}
        columns={['person', 'capacity', 'weight']} add={t('shares.add')}
      />
    </>
  );
}
