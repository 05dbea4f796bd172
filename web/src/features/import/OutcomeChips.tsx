import { IconAlertTriangle, IconArrowsExchange, IconCirclePlus, IconEqual, IconLayersIntersect, IconPencil, IconPlayerSkipForward, IconZoomExclamation } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { OUTCOMES, type Import, type Outcome } from './types';
import styles from './import.module.css';

export const OUTCOME_ICONS: Record<Outcome, ComponentType<{ size?: number; stroke?: number }>> = {
  conflict: IconArrowsExchange,
  new: IconCirclePlus,
  update: IconPencil,
  duplicate: IconLayersIntersect,
  partial: IconZoomExclamation,
  error: IconAlertTriangle,
  same: IconEqual,
  skipped: IconPlayerSkipForward,
};

/** Filter of the rows by outcome, each with its count. */
export function OutcomeChips(props: { found: Import; chosen: Outcome | null; onChoose: (outcome: Outcome | null) => void }) {
  const { t } = useTranslation('import');
  const { counts, rows } = props.found;
  const shown = OUTCOMES.filter((outcome) => (counts[outcome] ?? 0) > 0);
  return (
    <div className={styles.chips} role="group" aria-label={t('outcome.filter')}>
      <button type="button" className={styles.chip} aria-pressed={props.chosen === null} onClick={() => props.onChoose(null)}>
        {t('outcome.all')}
        <b>{rows}</b>
      </button>
      {shown.map((outcome) => {
        const Icon = OUTCOME_ICONS[outcome];
        return (
          <button
            key={outcome} type="button" className={styles.chip} data-outcome={outcome} aria-pressed={props.chosen === outcome}
            onClick={() => props.onChoose(props.chosen === outcome ? null : outcome)}
          >
            <Icon size={14} stroke={1.75} />
            {t(`outcome.${outcome}`)}
            <b>{counts[outcome]}</b>
          </button>
        );
      })}
    </div>
  );
}
