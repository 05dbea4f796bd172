import { useTranslation } from 'react-i18next';
import { ListSection } from './ListSection';
import settings from '../settings.module.css';

/** 联系规则: quiet hours, what outcomes lead to, how urgent is when, by which words a signal is heard. */
export default function ContactSection() {
  const { t } = useTranslation('settings');
  return (
    <div className={settings.lists ?? ''}>
      <div><ListSection table="contact_policies" title={t('section.contact')} words={t('lists.contact_words')} columns={['name', 'quiet_hours', 'holidays', 'late_hours', 'signal_days', 'talk_stage', 'sample_day', 'sample_size']} /></div>
      <div><ListSection table="outcome_rules" title={t('lists.outcomes')} words={t('lists.outcomes_words')} columns={['outcome', 'consequence', 'days']} /></div>
      <div><ListSection table="urgency_rules" title={t('lists.urgencies')} words={t('lists.urgencies_words')} columns={['urgency', 'days']} /></div>
      <div><ListSection table="signal_words" title={t('lists.signals')} words={t('lists.signals_words')} columns={['name', 'words']} add={t('lists.signals_add')} /></div>
    </div>
  );
}
