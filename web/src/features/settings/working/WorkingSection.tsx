import { useTranslation } from 'react-i18next';
import { todayIso } from '@/kit/format/dates';
import { ListSection } from '../lists/ListSection';

/** 工作时间: the hours of a working day by unit, and days that work or are free whatever the calendar says. */
export default function WorkingSection() {
  const { t } = useTranslation('working');
  return (
    <>
      <ListSection
        table="working_hours" title={t('hours.title')} words={t('hours.words')} unnamed={t('hours.everybody')} add={t('hours.add')}
        columns={['unit', 'hours']} begin={() => ({ hours: '9:00-12:00、13:30-18:00' })}
      />
      <div style={{ height: 32 }} />
      <ListSection
        table="calendar_days" title={t('days.title')} words={t('days.words')} add={t('days.add')} columns={['day', 'works', 'name']}
        begin={() => ({ day: todayIso(), works: false })}
      />
    </>
  );
}
