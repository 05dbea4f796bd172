import { useTranslation } from 'react-i18next';
import { ListSection } from './ListSection';

/** 今日排序: how much each reason counts in the list of whom to contact. */
export default function TodayWeightsSection() {
  const { t } = useTranslation('settings');
  return <ListSection table="today_weights" title={t('section.today_weights')} words={t('lists.today_weights_words')} columns={['reason', 'weight', 'days', 'explained']} />;
}
