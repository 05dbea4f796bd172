import { useTranslation } from 'react-i18next';
import { todayIso } from '@/kit/format/dates';
import { ListSection } from '../lists/ListSection';

/** 请假和代跟: who is away when, and who acts for them meanwhile. */
export default function AbsencesSection() {
  const { t } = useTranslation('working');
  return (
    <ListSection
      table="absences" title={t('absences.title')} words={t('absences.words')} add={t('absences.add')} columns={['person', 'first', 'last', 'stand_in', 'note']}
      begin={() => ({ first: todayIso(), last: todayIso() })}
    />
  );
}
