import { useTranslation } from 'react-i18next';
import { formatDay } from '@/kit/format/dates';
import type { MergePreview } from './types';
import styles from './merge.module.css';

const SHAPES = ['full', 'ring', 'square', 'half'];

/** The contacts of all leads in one order, each dot saying whose it was. */
export function MomentLine({ preview }: { preview: MergePreview }) {
  const { t, i18n } = useTranslation('merge');
  const { moments, leads } = preview;
  if (moments.length === 0) return null;
  const shape = (lead: number) => SHAPES[leads.findIndex((one) => one.id === lead) % SHAPES.length];
  const days = moments.map((moment) => formatDay(moment.at, i18n.language).replace(/ \S+$/, ''));
  return (
    <div className={styles.moments}>
      <p><b>{t('line.title')}</b><span>{t('line.count', { count: preview.moment_count })}</span></p>
      <div className={styles.dots} role="img" aria-label={moments.map((moment, index) => `${days[index]} ${numberOf(leads, moment.lead)}`).join('、')}>
        {moments.map((moment, index) => (
          <span key={index}>
            {days[index] !== days[index - 1] && <small>{days[index]}</small>}
            <i data-shape={shape(moment.lead)} title={numberOf(leads, moment.lead)} />
          </span>
        ))}
        <span className={styles.legend}>
          {leads.map((lead) => <span key={lead.id}><i data-shape={shape(lead.id)} />{lead.number}</span>)}
        </span>
      </div>
    </div>
  );
}

function numberOf(leads: MergePreview['leads'], id: number): string {
  return leads.find((lead) => lead.id === id)?.number ?? '';
}
