import { IconUser } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hasFeature } from '../features';
import type { Place } from '../places';
import styles from './shell.module.css';

const SHOWN = ['today', 'leads', 'tasks', 'overview', 'review', 'history'];

/** The phone's tabs within thumb's reach, a fifth for who reviews; the last one is everything about oneself. */
export function BottomTabs({ places, current }: { places: Place[]; current: Place | undefined }) {
  const { t } = useTranslation('app');
  const mine = useLocation({ select: (location) => location.pathname.startsWith('/settings') });
  return (
    <nav className={styles['tabs']} aria-label={t('rail.label')}>
      {places
        .filter((place) => SHOWN.includes(place.key))
        .map((place) => (
          <Link
            key={place.key}
            to={place.to}
            className={styles['tab'] ?? ''}
            data-on={place === current || undefined}
            aria-current={place === current ? 'page' : undefined}
          >
            <place.icon size={22} stroke={1.6} />
            {t(`place.${place.key}`)}
          </Link>
        ))}
      {hasFeature('settings') && (
        <Link to="/settings" className={styles['tab'] ?? ''} data-on={mine || undefined} aria-current={mine ? 'page' : undefined}>
          <IconUser size={22} stroke={1.6} />
          {t('place.mine')}
        </Link>
      )}
    </nav>
  );
}
