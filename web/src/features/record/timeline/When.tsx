import { useTranslation } from 'react-i18next';
import { formatDateTime, formatRelative } from '@/kit/format/dates';
import { whenOf } from '../when';

/** A past moment as lists tell it; the full date and how long ago on hover. */
export function When({ at }: { at: string }) {
  const { t, i18n } = useTranslation('record');
  const { day, words } = whenOf(at, i18n.language);
  const label = day === 'today' ? t('when.today', { time: words }) : day === 'yesterday' ? t('when.yesterday', { time: words }) : words;
  return (
    <time dateTime={at} title={`${formatDateTime(at, i18n.language)}，${formatRelative(at, i18n.language)}`}>
      {label}
    </time>
  );
}
