import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BriefMaterials } from '@/features/materials/BriefMaterials';
import { MethodIcon } from '@/features/record/composer/Methods';
import { TaskLine } from '@/features/record/timeline/Tasks';
import { whenOf } from '@/features/record/when';
import { formatDay } from '@/kit/format/dates';
import { telOf } from './parts';
import type { Brief } from './types';
import styles from './today.module.css';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The last talks, newest first. */
export function LastContacts({ brief }: { brief: Brief }) {
  const { t, i18n } = useTranslation('today');
  return (
    <section className={styles.contacts} aria-label={t('contacts')}>
      <h3>{t('contacts')}</h3>
      {brief.contacts.length === 0 && <p className={styles.quiet}>{t('contacts_none')}</p>}
      <ul>
        {brief.contacts.map((one) => (
          <li key={one.id}>
            <time dateTime={one.at}>{formatDay(one.at, i18n.language)}</time>
            <MethodIcon method={one.method} />
            <span>{one.summary} <small>{[one.person, one.contact && t('with', { name: one.contact })].filter(Boolean).join(t('comma'))}</small></span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What to have in mind: promises, objections, signals, people, the grade's aim. */
export function Facts({ brief, canMark }: { brief: Brief; canMark: boolean }) {
  const { t } = useTranslation('today');
  const products = text(brief.cells['products']);
  const need = text(brief.cells['need']) || text(brief.cells['pain_points']);
  return (
    <aside className={styles.facts} aria-label={t('facts')}>
      <section>
        <h3>{t('promises')}</h3>
        {brief.tasks.length === 0 && <p className={styles.quiet}>{t('promises_none')}</p>}
        {brief.tasks.map((task) => <TaskLine key={task.id} leadId={brief.id} task={task} canMark={canMark} />)}
      </section>
      {brief.objections.length > 0 && (
        <section>
          <h3>{t('objections')}</h3>
          <ul className={styles.tags}>{brief.objections.map((one) => <li key={one}>{one}</li>)}</ul>
        </section>
      )}
      {brief.signals.length > 0 && <Signals brief={brief} />}
      {(products || need) && (
        <section>
          <h3>{t('interest')}</h3>
          {products && <p>{products}</p>}
          {need && <p className={styles.quiet}>{need}</p>}
        </section>
      )}
      {brief.materials && <BriefMaterials id={brief.id} title={text(brief.cells['company']) || text(brief.cells['contact'])} brief={brief.materials} />}
      <People brief={brief} />
      {brief.cadence && (
        <section>
          <h3>{t('cadence')}</h3>
          <p>{t('cadence_words', { letter: brief.cadence.letter, days: spanOf(brief.cadence) })}</p>
          {brief.cadence.goal && <p className={styles.quiet}>{t('goal', { goal: brief.cadence.goal })}</p>}
          {brief.cadence.methods && <p className={styles.quiet}>{t('methods', { methods: brief.cadence.methods })}</p>}
          <p className={styles.quiet}>{brief.contacts_today === 0 ? t('not_yet') : t('contacted', { count: brief.contacts_today })}</p>
        </section>
      )}
    </aside>
  );
}

function spanOf({ min_days, max_days }: { min_days: number; max_days: number }): string {
  return min_days < max_days && min_days > 0 ? `${min_days}–${max_days}` : String(max_days);
}

function Signals({ brief }: { brief: Brief }) {
  const { t, i18n } = useTranslation('today');
  return (
    <section>
      <h3>{t('signals')}</h3>
      {brief.signals.map((one, index) => {
        const when = whenOf(one.at, i18n.language);
        return <p key={index} className={styles.pair}><span>{one.words}</span><small>{when.day ? t(`day.${when.day}`) : formatDay(one.at, i18n.language)}</small></p>;
      })}
    </section>
  );
}

function People({ brief }: { brief: Brief }) {
  const { t } = useTranslation('today');
  const { cells, masked } = brief;
  const number = text(cells['mobile']) ? 'mobile' : 'phone';
  const main = { id: 0, name: text(cells['contact']), title: text(cells['title']) || null, phone: text(cells[number]) || null, masked: masked.includes(number) };
  const people = [...(main.name || main.phone ? [main] : []), ...brief.people.filter((one) => one.name !== main.name || one.phone !== main.phone)];
  if (people.length === 0) return null;
  return (
    <section>
      <h3>{t('people')}</h3>
      {people.map((one) => (
        <p key={one.id} className={styles.person}>
          <span>{one.name || t('no_name')} {one.title && <small>{one.title}</small>}</span>
          {one.phone && (one.masked ? <small>{one.phone}</small> : (
            <a href={telOf(one.phone)} aria-label={t('call_person', { name: one.name || one.phone })} title={one.phone}><IconPhone size={16} stroke={1.75} /></a>
          ))}
        </p>
      ))}
    </section>
  );
}
