import { IconHandGrab } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { leftOf, useStanding } from './data';
import styles from './pool.module.css';

/** Over the list of the pool: how many more one may claim today, and what one holds. */
export function PoolHead() {
  const { t } = useTranslation('pool');
  const standing = useStanding();
  if (!standing) return <span className={styles.head} aria-busy="true" />;
  const left = leftOf(standing);
  const most = standing.pools.find((pool) => pool.max_held !== null)?.max_held;
  if (standing.pools.length === 0) return <span className={styles.head}>{t('none')}</span>;
  return (
    <span className={styles.head} role="status" aria-label={t('standing')}>
      <IconHandGrab size={16} stroke={1.75} aria-hidden />
      <b data-none={left === 0 || undefined}>{left === null ? t('unlimited') : t('left', { count: left })}</b>
      <span>{t('today', { count: standing.today })}</span>
      <span>{most ? t('held_of', { held: standing.held, limit: most }) : t('held', { held: standing.held })}</span>
    </span>
  );
}
