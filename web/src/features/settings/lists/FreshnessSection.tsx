import { useTranslation } from 'react-i18next';
import { ListSection } from './ListSection';

/** 资料确认: after how many days data want to be confirmed again, by grade, and the mail that asks the customer. */
export default function FreshnessSection() {
  const { t } = useTranslation('freshness');
  return (
    <ListSection
      table="freshness_periods" title={t('settings.title')} words={t('settings.words')} unnamed={t('settings.others')} add={t('settings.add')}
      columns={['letter', 'days', 'link_days', 'mail_subject', 'mail_text']}
    />
  );
}
