import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '@/kit/format/dates';
import { formatMoney } from '@/kit/format/money';
import type { RecordDetail } from '../types';
import { usePast, type Similar } from './data';
import styles from './quality.module.css';

/** Closed leads of the same industry and how they went. */
export function PastLeads({ record }: { record: RecordDetail }) {
  const { t } = useTranslation('quality');
  const [open, setOpen] = useState(false);
  const industry = record.cells['industry'];
  const past = usePast(record.id, typeof industry === 'string' && industry !== '').data;
  if (!past || past.won + past.lost === 0) return null;
  return (
    <section className={styles.past} aria-label={t('past.title')}>
      <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        {t('past.sum', { industry: past.industry, won: past.won, lost: past.lost })}
      </button>
      {open && (
        <ul className={styles.reasons}>
          {past.examples.map((one) => <PastLine key={one.id} one={one} />)}
        </ul>
      )}
    </section>
  );
}

function PastLine({ one }: { one: Similar }) {
  const { t, i18n } = useTranslation('quality');
  const shared = one.shared.map((what) => t(`past.same_${what}`)).join('、');
  const outcome = one.won ? (one.amount === null ? '' : formatMoney(one.amount, i18n.language)) : (one.reason ?? '');
  return (
    <li className={styles.pastLine} data-state={one.won ? 'met' : 'missed'}>
      <div>
        <Link to="/leads" search={{ record: one.id }}>{one.company ?? t('past.no_name')}</Link>
        <small>{formatDate(one.at, i18n.language)}</small>
      </div>
      <div className={styles.quiet}>
        {t(one.won ? 'past.won' : 'past.lost')}
        {outcome && `，${outcome}`}
        {shared && `；${shared}`}
      </div>
    </li>
  );
}
