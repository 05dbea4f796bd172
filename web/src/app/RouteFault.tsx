import { Button } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { PlaceState } from '@/kit/parts/PlaceState';

/** A place that could not be opened: what happened, and one way on. */
export function RouteFault({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('app');
  const router = useRouter();
  const kind = isApiError(error, 'offline') ? 'offline' : isApiError(error) && error.status === 403 ? 'lock' : 'error';
  return (
    <PlaceState kind={kind} words={apiError(error)}>
      <Button
        variant="default"
        onClick={() => {
          reset();
          void router.invalidate();
        }}
      >
        {t('error.again')}
      </Button>
    </PlaceState>
  );
}
