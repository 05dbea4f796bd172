import { useTranslation } from 'react-i18next';
import { ListSection } from './ListSection';
import settings from '../settings.module.css';

/** 资料: the kinds of material and what the cadence calls them, how large a file may be, how long a link works. */
export default function MaterialsSection() {
  const { t } = useTranslation('settings');
  return (
    <div className={settings.lists ?? ''}>
      <div><ListSection table="material_kinds" title={t('section.materials')} words={t('lists.material_kinds_words')} columns={['name', 'called', 'internal']} add={t('lists.material_kinds_add')} /></div>
      <div><ListSection table="material_rules" title={t('lists.material_rules')} words={t('lists.material_rules_words')} columns={['megabytes', 'link_days', 'per_hour']} /></div>
    </div>
  );
}
