import { useTranslation } from 'react-i18next';
import { figureWords } from './figureWords';
import { judge, shareInterval, type Interval } from './interval';
import { RowsLink } from './RowsLink';
import type { Slice } from './types';
import styles from './overview.module.css';

interface Props {
  title: string;
  heading: string;
  slices: readonly Slice[];
}

const AXIS_STEP = 5;

/** Upper end of the interval axis: the highest interval, rounded up to a step. */
function axisEnd(slices: readonly Slice[]): number {
  const highest = Math.max(...slices.map((slice) => (slice.leads >= 3 ? shareInterval(slice.won, slice.leads).high : 0)), AXIS_STEP);
  return Math.min(100, Math.ceil(highest / AXIS_STEP) * AXIS_STEP);
}

/** Channels or people: leads, won, conversion with its 95 % interval against the whole, and what that allows to say. */
export function Slices({ title, heading, slices }: Props) {
  const { t, i18n } = useTranslation('overview');
  const leads = slices.reduce((sum, slice) => sum + slice.leads, 0);
  const won = slices.reduce((sum, slice) => sum + slice.won, 0);
  const amount = slices.reduce((sum, slice) => sum + slice.amount, 0);
  const whole = leads > 0 ? (100 * won) / leads : 0;
  const end = axisEnd(slices);
  return (
    <section className={styles.card} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className={styles.note}>{t('slices.note', { rate: figureWords(whole, 'percent', t, i18n.language) })}</span>
      </header>
      <div className={styles.scroll}>
        <table className={styles.table} data-wide>
          <thead>
            <tr>
              <th>{heading}</th>
              <th className={styles.right}>{t('slices.leads')}</th>
              <th className={styles.right}>{t('slices.won')}</th>
              <th className={styles.right}>{t('slices.rate')}</th>
              <th className={styles.axis}>{t('slices.axis', { end })}</th>
              <th className={styles.right}>{t('slices.amount')}</th>
              <th>{t('slices.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {slices.map((slice) => (
              <SliceRow key={slice.id ?? 'none'} slice={slice} whole={whole} end={end} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>{t('total')}</td>
              <td className={styles.right}>{leads}</td>
              <td className={styles.right}>{won}</td>
              <td className={styles.right}>{leads > 0 ? figureWords(whole, 'percent', t, i18n.language) : '–'}</td>
              <td />
              <td className={styles.right}><span className="money">{figureWords(amount, 'money', t, i18n.language)}</span></td>
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function SliceRow({ slice, whole, end }: { slice: Slice; whole: number; end: number }) {
  const { t, i18n } = useTranslation('overview');
  const interval = shareInterval(slice.won, slice.leads);
  const verdict = judge(interval, whole);
  const label = slice.label || t('slices.none');
  return (
    <tr>
      <td>
        <RowsLink filter={slice.filter} label={t('open_rows', { what: label, value: slice.leads })} className={styles.rowLink}>
          {label}
        </RowsLink>
      </td>
      <td className={styles.right}>{slice.leads}</td>
      <td className={styles.right}>{slice.won}</td>
      <td className={styles.right}>{figureWords(slice.rate, 'percent', t, i18n.language)}</td>
      <td className={styles.axis}>
        <IntervalBar interval={interval} share={slice.rate} whole={whole} end={end} />
      </td>
      <td className={styles.right}><span className="money">{figureWords(slice.amount, 'money', t, i18n.language)}</span></td>
      <td className={styles.verdict} data-verdict={verdict}>{t(`slices.${verdict}`)}</td>
    </tr>
  );
}

function IntervalBar(props: { interval: Interval; share: number | null; whole: number; end: number }) {
  const { t } = useTranslation('overview');
  const place = (value: number) => `${Math.min(100, (100 * value) / props.end)}%`;
  const { low, high } = props.interval;
  const words = t('slices.interval', { low: low.toFixed(0), high: high.toFixed(0) });
  return (
    <div className={styles.interval} role="img" aria-label={words} title={words}>
      <em style={{ left: place(props.whole) }} />
      <i style={{ left: place(low), right: `calc(100% - ${place(high)})` }} />
      {props.share !== null && <b style={{ left: place(props.share) }} />}
    </div>
  );
}
