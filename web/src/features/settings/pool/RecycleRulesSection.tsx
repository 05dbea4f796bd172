import { useTranslation } from 'react-i18next';
import type { Json } from '@/api/types';
import { ListSection } from '../lists/ListSection';

/** A new rule changes nothing before somebody has looked at it and switched it on. */
const begin = (): Record<string, Json> => ({ days: 7, warn_days: 2, action: 'pool', active: false });

/** 回收规则: after how many days without update an owner loses a lead, and what happens then. */
export default function RecycleRulesSection() {
  const { t } = useTranslation('pool');
  return (
    <ListSection
      table="recycle_rules" title={t('settings.rules')} words={t('settings.rules_words')} unnamed={t('settings.rules_unnamed')} add={t('settings.rules_add')}
      columns={['letter', 'stage', 'pipeline', 'days', 'warn_days', 'action', 'active']} begin={begin}
    />
  );
}
