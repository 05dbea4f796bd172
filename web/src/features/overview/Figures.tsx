import { HoverCard } from '@mantine/core';
import { IconMinus, IconTrendingDown, IconTrendingUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { differenceWords, exactWords, figureWords, toneOf } from './figureWords';
import { RowsLink } from './RowsLink';
import type { Figure, FigurePart } from './types';
import styles from './overview.module.css';

/** The figures in one row. Each says its formula on hover or focus and opens its rows. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <section className={styles.figures}>
      {figures.map((figure) => (
        <FigureTile key={figure.key} figure={figure} />
      ))}
    </section>
  );
}

function FigureTile({ figure }: { figure: Figure }) {
  const { t, i18n } = useTranslation('overview');
  const words = figureWords(figure.value, figure.unit, t, i18n.language);
  return (
    <HoverCard width={340} position="bottom-start" shadow="md" openDelay={120} closeDelay={120} withinPortal offset={-4}>
      <HoverCard.Target>
        <div className={styles.figure} data-figure={figure.key}>
          <div className={styles.figureLabel}>{figure.label}</div>
          <RowsLink filter={figure.filter} label={t('open_rows', { what: figure.label, value: words })} className={styles.figureValue}>
            <span className="money" title={exactWords(figure.value, figure.unit)}>{words}</span>
          </RowsLink>
          <Comparison figure={figure} />
        </div>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <FormulaCard figure={figure} words={words} />
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

function Comparison({ figure }: { figure: Figure }) {
  const { t, i18n } = useTranslation('overview');
  const before = figure.compare?.value;
  if (figure.value === null) return <div className={styles.compare}>{t('nothing_to_count')}</div>;
  if (before === null || before === undefined) return <div className={styles.compare}>{t('no_comparison')}</div>;
  const difference = figure.value - before;
  const Icon = difference > 0 ? IconTrendingUp : difference < 0 ? IconTrendingDown : IconMinus;
  return (
    <div className={styles.compare} data-tone={toneOf(figure.key, difference)}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span className="money">{differenceWords(difference, figure.unit, t, i18n.language)}</span>
      <i>{t('than_before')}</i>
    </div>
  );
}

/** The parts of a figure with their words; a bare number is named by its key's words. */
function partsOf(figure: Figure, name: (key: string) => string): FigurePart[] {
  return Object.entries(figure.numbers).map(([key, part]) =>
    typeof part === 'number' ? { label: name(key), value: part } : part,
  );
}

function FormulaCard({ figure, words }: { figure: Figure; words: string }) {
  const { t, i18n } = useTranslation('overview');
  const parts = partsOf(figure, (key) => t(`number.${key}`, { defaultValue: key }));
  return (
    <div className={styles.formula}>
      <b>{figure.label}</b>
      <p className={styles.formulaWords}>{figure.formula}</p>
      <dl>
        {parts.map((part) => (
          <div key={part.label}>
            <dt>{part.label}</dt>
            <dd>
              <RowsLink filter={part.filter} label={t('open_part', { what: part.label })}>
                <span className="money">{figureWords(part.value, part.unit ?? 'count', t, i18n.language)}</span>
              </RowsLink>
            </dd>
          </div>
        ))}
        <div className={styles.formulaSum}>
          <dt>=</dt>
          <dd className="money">{words}</dd>
        </div>
      </dl>
    </div>
  );
}
