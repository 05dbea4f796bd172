import { useTranslation } from 'react-i18next';
import { useAway } from '@/api/away';
import { formatDay, todayIso } from '@/kit/format/dates';
import { ListSection } from '../lists/ListSection';
import settings from '../settings.module.css';
import styles from './working.module.css';

/** 请假和代跟: who is away today, and the absences themselves. */
export default function AbsencesSection() {
  const { t } = useTranslation('working');
  return (
    <>
      <ListSection
        table="absences" title={t('absences.title')} words={t('absences.words')} add={t('absences.add')} columns={['person', 'first', 'last', 'stand_in', 'note']}
        begin={() => ({ first: todayIso(), last: todayIso() })}
      />
      <AwayToday />
    </>
  );
}

/** Everybody sees who is away and whom to turn to. */
function AwayToday() {
  const { t, i18n } = useTranslation('working');
  const away = useAway().data;
  if (!away) return null;
  return (
    <section className={styles.away} aria-label={t('away.title')}>
      <h3>{t('away.title')}</h3>
      {away.length === 0 && <p className={settings.quiet}>{t('away.nobody')}</p>}
      <ul>
        {away.map((person) => (
          <li key={person.id}>
            <b>{person.label}</b>
            <span>{t('away.until', { until: formatDay(person.until, i18n.language) })}</span>
            <span data-alone={person.stand_in === null}>{person.stand_in === null ? t('away.alone') : t('away.stand_in', { name: person.stand_in })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
