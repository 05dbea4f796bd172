import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import type { CellValue, Filter } from '@/api/types';
import { StageMark } from '@/fields/parts/StageMark';
import { formatMoney } from '@/kit/format/money';
import { namedRows } from '../data';
import { asStage, asText } from '../words';
import styles from './referrals.module.css';

interface Brought {
  count: number;
  won: number;
  /** Fen. */
  amount: number;
  columns: string[];
  rows: { id: number; cells: CellValue[] }[];
  filter: Filter;
}

/** What this customer has brought: how many, how many signed and for how much, and the newest of them. */
export function Referrals({ leadId }: { leadId: number }) {
  const { t, i18n } = useTranslation('referrals');
  const brought = useQuery({ queryKey: [...keys.row('leads', leadId), 'referrals'], queryFn: () => api.get<Brought>(`/leads/${leadId}/referrals`) });
  if (brought.isError) return <p className={styles.error} role="alert">{apiError(brought.error)}</p>;
  if (!brought.data || brought.data.count === 0) return null;
  const { count, won, amount, filter, columns } = brought.data;
  const rows = namedRows({ columns, rows: brought.data.rows.map((row) => ({ ...row, masked: [] })) });
  return (
    <section className={styles.section} aria-label={t('title')}>
      <header>
        <h3>{t('title')} <span>{count}</span></h3>
        <Link to="/leads" search={{ filter }}>{t('all')}</Link>
      </header>
      <p className={styles.sums}>
        {t('sums', { won, amount: formatMoney(amount, i18n.language) })}
      </p>
      {rows.map((row) => {
        const stage = asStage(row.cells['stage']);
        return (
          <Link key={row.id} to="/leads" search={{ filter, record: row.id }} className={styles.row}>
            <b>{asText(row.cells['company']) ?? asText(row.cells['contact']) ?? `#${row.id}`}</b>
            {stage && <span><StageMark kind={stage.kind} progress={stage.progress} /> {stage.label}</span>}
          </Link>
        );
      })}
    </section>
  );
}
