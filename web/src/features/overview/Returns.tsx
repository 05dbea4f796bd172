import { HoverCard } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import type { Filter } from '@/api/types';
import { exactWords, figureWords } from './figureWords';
import { RowsLink } from './RowsLink';
import type { FigureUnit, OverviewQuery } from './types';
import styles from './overview.module.css';

/** One channel of the period. Rates in percent, money in fen; what follows from costs is null where they are not shown. */
interface ChannelReturn {
  id: number | null;
  label: string;
  kind: string | null;
  leads: number;
  valid: number;
  a: number;
  b: number;
  c: number;
  won: number;
  won_amount: number;
  cost: number | null;
  cost_per_lead: number | null;
  cost_per_won: number | null;
  roi: number | null;
  filter: Filter;
  won_filter: Filter;
}

interface ChannelReturns {
  rows: ChannelReturn[];
  total: ChannelReturn;
  why_no_cost: 'forbidden' | 'partial' | null;
  formulas: Record<Heading, string>;
}

const HEADINGS = ['leads', 'valid', 'grades', 'won', 'won_amount', 'cost', 'cost_per_lead', 'cost_per_won', 'roi'] as const;
type Heading = (typeof HEADINGS)[number];
const COSTS: readonly Heading[] = ['cost', 'cost_per_lead', 'cost_per_won', 'roi'];

/** What each channel cost and what came of it; every heading says its formula, counts open their rows. */
export function Returns({ query }: { query: OverviewQuery }) {
  const { t } = useTranslation('returns');
  const found = useQuery({
    queryKey: [...keys.overview, 'channels', query],
    queryFn: ({ signal }) => api.get<ChannelReturns>('/overview/channels', { ...query }, signal),
    placeholderData: (before) => before,
  });
  const shown = HEADINGS.filter((heading) => !found.data?.why_no_cost || !COSTS.includes(heading));
  return (
    <section className={styles.card} data-wide aria-label={t('title')}>
      <header>
        <h2>{t('title')}</h2>
        <span className={styles.note}>{t(found.data?.why_no_cost ? `no_cost_${found.data.why_no_cost}` : 'note')}</span>
      </header>
      {found.isError && <p className={styles.fault} role="alert">{apiError(found.error)}</p>}
      {found.data && (
        <div className={styles.scroll}>
          <table className={styles.table} data-wide>
            <thead>
              <tr>
                <th>{t('channel')}</th>
                {shown.map((heading) => <Head key={heading} heading={heading} formula={found.data.formulas[heading]} />)}
              </tr>
            </thead>
            <tbody>
              {found.data.rows.map((row) => <Row key={row.id ?? 'none'} row={row} label={row.label || t('none')} shown={shown} />)}
            </tbody>
            <tfoot>
              <Row row={found.data.total} label={t('total')} shown={shown} />
            </tfoot>
          </table>
        </div>
      )}
    </section>
  );
}

function Head({ heading, formula }: { heading: Heading; formula: string }) {
  const { t } = useTranslation('returns');
  return (
    <HoverCard width={280} position="bottom-end" shadow="md" openDelay={120} closeDelay={80} withinPortal>
      <HoverCard.Target>
        <th className={styles.right} tabIndex={0} title={formula}>
          <span className={styles.defined}>{t(`head.${heading}`)}</span>
        </th>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <div className={styles.formula}>
          <b>{t(`head.${heading}`)}</b>
          <p className={styles.formulaWords}>{formula}</p>
        </div>
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

const share = (part: number, whole: number): number | null => (whole > 0 ? (100 * part) / whole : null);

function Row({ row, label, shown }: { row: ChannelReturn; label: string; shown: readonly Heading[] }) {
  const { t, i18n } = useTranslation('overview');
  const words = (value: number | null, unit: FigureUnit) => figureWords(value, unit, t, i18n.language);
  const rows = (count: number, filter: Filter) =>
    count === 0 ? '0' : <RowsLink filter={filter} label={t('open_rows', { what: label, value: count })}>{count.toLocaleString('en-US')}</RowsLink>;
  const money = (value: number | null) => <span className="money" title={exactWords(value, 'money')}>{words(value, 'money')}</span>;
  const cells: Record<Heading, React.ReactNode> = {
    leads: rows(row.leads, row.filter),
    valid: <span title={`${row.valid} / ${row.leads}`}>{words(share(row.valid, row.leads), 'percent')}</span>,
    grades: <span title={`A ${row.a} · B ${row.b} · C ${row.c}`}>{[row.a, row.b, row.c].map((part) => (row.leads > 0 ? Math.round((100 * part) / row.leads) : 0)).join(' / ')}</span>,
    won: rows(row.won, row.won_filter),
    won_amount: money(row.won_amount),
    cost: money(row.cost),
    cost_per_lead: money(row.cost_per_lead),
    cost_per_won: money(row.cost_per_won),
    roi: <span data-tone={row.roi === null ? undefined : row.roi >= 0 ? 'green' : 'amber'} className={styles.roi}>{words(row.roi, 'percent')}</span>,
  };
  return (
    <tr>
      <td>{label}</td>
      {shown.map((heading) => <td key={heading} className={styles.right}>{cells[heading]}</td>)}
    </tr>
  );
}
