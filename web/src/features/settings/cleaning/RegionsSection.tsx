import { useTranslation } from 'react-i18next';
import { ListSection } from '../lists/ListSection';

/** 大区: sets of provinces that scorecards ask about. */
export default function RegionsSection() {
  const { t } = useTranslation('quality');
  return <ListSection table="regions" title={t('regions.title')} words={t('regions.words')} columns={['name', 'provinces']} add={t('regions.add')} />;
}
