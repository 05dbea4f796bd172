import { useTranslation } from 'react-i18next';
import { ListSection } from './ListSection';
import settings from '../settings.module.css';

/** 分级跟进标准: how often each grade wants to be contacted, and may be; from when on the horizon scheme gives which. */
export default function CadencesSection() {
  const { t } = useTranslation('settings');
  return (
    <div className={settings.lists ?? ''}>
      <div><ListSection
        table="cadences" title={t('section.cadences')} words={t('lists.cadences_words')} add={t('lists.cadences_add')}
        columns={['letter', 'intent', 'min_days', 'max_days', 'most_contacts', 'within_days', 'methods', 'goal', 'pipeline']}
      /></div>
      <div><ListSection table="horizon_steps" title={t('lists.horizon')} words={t('lists.horizon_words')} columns={['letter', 'days']} /></div>
    </div>
  );
}
