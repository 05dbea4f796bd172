import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PlaceState } from '@/kit/parts/PlaceState';

export function NoSuchPlace() {
  const { t } = useTranslation('app');
  return (
    <PlaceState kind="empty" words={t('error.no_place')}>
      <Anchor component={Link} to="/leads">
        {t('error.to_leads')}
      </Anchor>
    </PlaceState>
  );
}
