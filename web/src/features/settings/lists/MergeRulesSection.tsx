import { useTranslation } from 'react-i18next';
import { ListSection } from './ListSection';

/** 合并规则: whose value a field gets when leads are merged and differ. */
export default function MergeRulesSection() {
  const { t } = useTranslation('settings');
  return <ListSection table="merge_rules" title={t('section.merge_rules')} words={t('lists.merge_rules_words')} columns={['label', 'rule']} />;
}
