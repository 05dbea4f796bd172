import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { numberCell, textCell, type SettingRow } from '../parts/cells';
import { kindOf } from './stages';
import settings from '../settings.module.css';
import styles from './stages.module.css';

/** The bar of open stages as a record shows it, standing at the chosen one. */
export function StageBar({ stages, here }: { stages: readonly SettingRow[]; here: number | undefined }) {
  const { t } = useTranslation('settings');
  const open = stages.filter((stage) => kindOf(stage) === 'open');
  const now = open.findIndex((stage) => stage.id === here);
  const stateOf = (index: number) => (now < 0 || index < now ? 'done' : index === now ? 'now' : 'ahead');
  return (
    <div className={`${settings.card} ${styles.preview}`}>
      <span className={`${settings.small} ${styles.stage}`}>
        <IconEye size={14} stroke={1.75} aria-hidden />
        {t('stages.looks_like')}
      </span>
      <div className={styles.bar}>
        {open.map((stage, index) => {
          const probability = numberCell(stage, 'probability');
          const words = textCell(stage, 'name');
          return (
            <div key={stage.id} data-state={stateOf(index)}>
              <i />
              <span title={words}>{index === now && probability !== null ? `${words} ${probability}%` : words}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
