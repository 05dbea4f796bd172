import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { formatMoney, formatPercent } from '@/kit/format/money';
import styles from './table.module.css';

interface Figure {
  key: string;
  label: string;
  value: number | null;
  unit: string;
  formula: string;
}

function valueWords({ value, unit }: Figure, days: string): string {
  if (value === null) return '—';
  if (unit === 'percent') return formatPercent(value);
  if (unit === 'money') return formatMoney(value, i18next.language);
  return unit === 'days' ? `${Math.round(value)}${days}` : String(value);
}

/** The three totals of the register (domain.md T, G1), each with its formula on hover. Silent while there is nothing to count. */
export function Figures() {
  const { t } = useTranslation('table');
  const { data } = useQuery({ queryKey: [...keys.overview, 'headline'], queryFn: () => api.get<{ figures: Figure[] }>('/overview/headline'), retry: false, staleTime: 60_000 });
  const figures = data?.figures ?? [];
  if (figures.length === 0) return null;
  return (
    <dl className={styles['figures']}>
      {figures.map((figure) => (
        <Tooltip key={figure.key} label={figure.formula} multiline maw={320}>
          <div tabIndex={0}>
            <dt>{figure.label}</dt>
            <dd>{valueWords(figure, t('days'))}</dd>
          </div>
        </Tooltip>
      ))}
    </dl>
  );
}
