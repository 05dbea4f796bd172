import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Brand } from '@/kit/parts/Brand';
import type { Place } from '../places';
import styles from './shell.module.css';

/** The places, one click each, at the left edge. */
export function Rail({ places, current }: { places: Place[]; current: Place | undefined }) {
  const { t } = useTranslation('app');
  return (
    <nav className={styles['rail']} aria-label={t('rail.label')}>
      <Link to="/" className={styles['brand'] ?? ''} aria-label={t('name')}>
        <Brand />
      </Link>
      {places.map((place) => (
        <Link
          key={place.key}
          to={place.to}
          className={styles['railItem'] ?? ''}
          data-on={place === current || undefined}
          data-last={place.last || undefined}
          aria-current={place === current ? 'page' : undefined}
        >
          <place.icon size={20} stroke={1.6} />
          {t(`place.${place.key}`)}
        </Link>
      ))}
    </nav>
  );
}
