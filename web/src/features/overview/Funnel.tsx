import { IconArrowDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import '@/fields/fields.css';
import { StageMark } from '@/fields/parts/StageMark';
import { figureWords } from './figureWords';
import { RowsLink } from './RowsLink';
import type { FunnelStep } from './types';
import styles from './overview.module.css';

function kindOf(step: FunnelStep, index: number, count: number): 'open' | 'won' | 'lost' {
  return step.kind ?? (index === count - 1 ? 'won' : 'open');
}

/** Leads of the period by the stages they ever reached, with the share that goes on and the median stay. */
export function Funnel({ steps }: { steps: readonly FunnelStep[] }) {
  const { t, i18n } = useTranslation('overview');
  const widest = Math.max(1, ...steps.map((step) => step.reached));
  const entered = steps[0]?.reached ?? 0;
  return (
    <section className={styles.card} aria-label={t('funnel.title')}>
      <header>
        <h2>{t('funnel.title')}</h2>
        <span className={styles.note}>{t('funnel.note', { count: entered })}</span>
      </header>
      <div className={styles.funnel} role="table" aria-label={t('funnel.title')}>
        <div className={styles.funnelHead} role="row">
          <span role="columnheader">{t('funnel.stage')}</span>
          <span role="columnheader">{t('funnel.reached')}</span>
          <span role="columnheader">{t('funnel.stay')}</span>
        </div>
        {steps.map((step, index) => (
          <div key={step.stage} role="row">
            {index > 0 && (
              <div className={styles.rate} data-rate={step.rate ?? ''}>
                <IconArrowDown size={12} stroke={2} aria-hidden />
                <b>{figureWords(step.rate, 'percent', t, i18n.language)}</b>
                <span>{t('funnel.go_on')}</span>
                {typeof step.before_rate === 'number' && <i>{t('funnel.before', { rate: figureWords(step.before_rate, 'percent', t, i18n.language) })}</i>}
              </div>
            )}
            <div className={styles.step}>
              <span className={styles.stage} role="cell">
                <StageMark kind={kindOf(step, index, steps.length)} progress={step.progress ?? index / steps.length} />
                {step.label}
              </span>
              <div className={styles.bar} role="cell">
                <i style={{ width: `calc((100% - 56px) * ${step.reached / widest})` }} />
                <RowsLink filter={step.filter} label={t('open_rows', { what: step.label, value: step.reached })}>
                  {step.reached.toLocaleString('en-US')}
                </RowsLink>
              </div>
              <span className={styles.stay} role="cell">
                {step.median_days === null ? '' : t('unit.days', { value: step.median_days.toFixed(1) })}
              </span>
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
