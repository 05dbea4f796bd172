import { useTranslation } from 'react-i18next';
import { formatDate } from '@/kit/format/dates';
import { bySeller, useSampleFigures } from './sample';
import styles from './sample.module.css';

const SHOWN = 6;

/** Each seller's samples by week: how many were complete of how many judged. */
export function SampleFigures({ weeks }: { weeks: readonly string[] }) {
  const { t, i18n } = useTranslation('review');
  const figures = useSampleFigures().data;
  if (!figures || figures.length === 0) return null;
  const shown = weeks.slice(0, SHOWN);
  return (
    <section className={styles.figures} aria-label={t('sample.figures')}>
      <h3>{t('sample.figures')}</h3>
      <p className={styles.quiet}>{t('sample.figures_words')}</p>
      <div>
        <table aria-label={t('sample.figures')}>
          <thead>
            <tr><th>{t('seller')}</th>{shown.map((week) => <th key={week}>{formatDate(week, i18n.language)}</th>)}</tr>
          </thead>
          <tbody>
            {bySeller(figures, shown).map((row) => (
              <tr key={row.seller}>
                <th scope="row">{row.seller}</th>
                {row.weeks.map((one, index) => (
                  <td key={shown[index]} data-lacks={(one?.more ?? 0) > 0}>
                    {one === undefined ? '–' : `${one.ok} / ${one.ok + one.more}`}
                    {one !== undefined && one.drawn > one.ok + one.more && <small>{t('sample.left', { count: one.drawn - one.ok - one.more })}</small>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
