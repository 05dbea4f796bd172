import { Button, Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { useCommands } from '@/kit/commands/commands';
import { formatDate } from '@/kit/format/dates';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { DrawnCard } from './DrawnCard';
import { SampleFigures } from './SampleFigures';
import { useSample, type Drawn } from './sample';
import styles from './sample.module.css';

/** 抽查: the week's leads drawn at random, a verdict on each, and how the sellers did over weeks. */
export function SampleTab() {
  const { t, i18n } = useTranslation('review');
  const [week, setWeek] = useState<string>();
  const sample = useSample(week);
  if (sample.isPending) return <LoadingBars rows={10} />;
  if (sample.isError) {
    const locked = isApiError(sample.error, 'forbidden');
    return (
      <PlaceState kind={locked ? 'lock' : 'error'} words={apiError(sample.error)}>
        {!locked && <Button size="xs" variant="default" onClick={() => void sample.refetch()}>{t('again')}</Button>}
      </PlaceState>
    );
  }
  const { drawn, weeks, week: shown } = sample.data;
  if (shown === null) return <PlaceState kind="empty" title={t('sample.none')} words={t('sample.none_words')} />;
  const open = drawn.filter(({ verdict }) => verdict === null).length;
  return (
    <div className={styles.sample}>
      <header className={styles.head}>
        <Select
          size="xs" w={168} aria-label={t('sample.week')} allowDeselect={false} value={shown} onChange={(next) => setWeek(next ?? undefined)}
          data={weeks.map((one) => ({ value: one, label: t('sample.week_of', { day: formatDate(one, i18n.language) }) }))}
        />
        <span>{open > 0 ? t('sample.open', { count: open, total: drawn.length }) : t('sample.all_done', { total: drawn.length })}</span>
      </header>
      <Cards key={shown} drawn={drawn} />
      <SampleFigures weeks={weeks} />
    </div>
  );
}

/** J and K walk the cards; A and R are on the chosen one. */
function Cards({ drawn }: { drawn: readonly Drawn[] }) {
  const { t } = useTranslation('review');
  const [chosen, setChosen] = useState(() => drawn.find(({ verdict }) => verdict === null)?.id ?? drawn[0]?.id);
  const place = drawn.findIndex(({ id }) => id === chosen);
  const step = useCallback((by: number) => {
    const next = drawn[Math.max(0, Math.min(place + by, drawn.length - 1))];
    if (next) setChosen(next.id);
  }, [drawn, place]);
  const commands = useMemo(
    () => [
      { id: 'sample.next', label: t('next'), section: t('kind.sample'), hotkey: 'j', run: () => step(1) },
      { id: 'sample.former', label: t('former'), section: t('kind.sample'), hotkey: 'k', run: () => step(-1) },
    ],
    [t, step],
  );
  useCommands(commands);
  return (
    <ol className={styles.cards} aria-label={t('kind.sample')}>
      {drawn.map((one) => (
        <DrawnCard
          key={one.id} drawn={one} chosen={one.id === chosen} onChoose={() => setChosen(one.id)}
          onDone={() => setChosen(drawn.find(({ id, verdict }) => verdict === null && id !== one.id)?.id ?? one.id)}
        />
      ))}
    </ol>
  );
}
