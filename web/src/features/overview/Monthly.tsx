import { useTranslation } from 'react-i18next';
import { figureWords } from './figureWords';
import { RowsLink } from './RowsLink';
import type { MonthRow } from './types';
import styles from './overview.module.css';

interface Sums {
  leads: number;
  a: number;
  b: number;
  c: number;
  won: number;
}

function sumUp(rows: readonly MonthRow[]): Sums {
  const sums: Sums = { leads: 0, a: 0, b: 0, c: 0, won: 0 };
  for (const row of rows) for (const key of ['leads', 'a', 'b', 'c', 'won'] as const) sums[key] += row[key];
  return sums;
}

/** 线索转化分析表 by month of intake. */
export function Monthly({ rows }: { rows: readonly MonthRow[] }) {
  const { t, i18n } = useTranslation('overview');
  const sums = sumUp(rows);
  const percent = (value: number | null) => figureWords(value, 'percent', t, i18n.language);
  return (
    <section className={styles.card} aria-label={t('monthly.title')}>
      <header>
        <h2>{t('monthly.title')}</h2>
        <span className={styles.note}>{t('monthly.note')}</span>
      </header>
      <div className={styles.scroll}>
        <table className={styles.table} data-wide>
          <thead>
            <tr>
              <th>{t('monthly.month')}</th>
              {(['leads', 'a', 'b', 'c', 'won', 'rate', 'cycle'] as const).map((key) => (
                <th key={key} className={styles.right}>{t(`monthly.${key}`)}</th>
              ))}
              <th>{t('monthly.loss')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.month}>
                <td>
                  <RowsLink filter={row.filter} label={t('open_rows', { what: row.month, value: row.leads })} className={styles.rowLink}>
                    {row.month}
                  </RowsLink>
                </td>
                {(['leads', 'a', 'b', 'c', 'won'] as const).map((key) => (
                  <td key={key} className={styles.right}>{row[key]}</td>
                ))}
                <td className={styles.right}>
                  {percent(row.rate)}
                  {row.complete === false && <small className={styles.running}>{t('monthly.running')}</small>}
                </td>
                <td className={styles.right}>{figureWords(row.cycle_days, 'days', t, i18n.language)}</td>
                <td>{lossWords(row, percent)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>{t('total')}</td>
              {(['leads', 'a', 'b', 'c', 'won'] as const).map((key) => (
                <td key={key} className={styles.right}>{sums[key]}</td>
              ))}
              <td className={styles.right}>{sums.leads > 0 ? percent((100 * sums.won) / sums.leads) : '–'}</td>
              <td />
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function lossWords(row: MonthRow, percent: (value: number | null) => string): string {
  if (!row.loss_stage) return '–';
  return typeof row.loss_rate === 'number' ? `${row.loss_stage} ${percent(row.loss_rate)}` : row.loss_stage;
}
