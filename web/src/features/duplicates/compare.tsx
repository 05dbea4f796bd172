import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOpenMerge } from '@/features/merge/useMergePlace';
import { useComparison, useDecide, usePairs } from './data';
import { EvidenceList, ScoreRing } from './Evidence';
import type { Pair, Suspects } from './types';
import styles from './duplicates.module.css';

/** Why these leads look like one: of the pair they came from, else compared now. */
export function EvidenceOf({ ids, pair }: { ids: readonly number[]; pair: number | undefined }) {
  const { t } = useTranslation('duplicates');
  const { pairs } = usePairs(pair !== undefined);
  const listed = pairs.find((one) => one.id === pair);
  const compared = useComparison(ids, listed === undefined);
  const found: Pair[] = listed ? [listed] : (compared.data ?? []);
  if (found.length === 0) return <p className={styles.quiet}>{t(compared.isPending ? 'comparing' : 'not_compared')}</p>;
  return found.map((one) => (
    <section key={one.right.id} className={styles.reasons}>
      <div className={styles.score}>
        <ScoreRing score={one.score} />
        <div>
          <b>{t(one.id === null ? 'compared' : 'looks')}</b>
          <p>{found.length > 1 ? t('between', { left: one.left.number, right: one.right.number }) : t('sum')}</p>
        </div>
      </div>
      <h3 className={styles.small}>{t('evidence')}</h3>
      <EvidenceList pair={one} />
    </section>
  ));
}

interface Walk {
  place: number;
  count: number;
  more: boolean;
  pair: Suspects;
  next: () => void;
  former?: () => void;
  different: () => void;
}

/** The way through the queue while pairs are compared; null for leads that were picked by hand. */
export function usePairWalk(id: number | undefined): Walk | null {
  const { pairs, hasNextPage } = usePairs(id !== undefined);
  const open = useOpenMerge();
  const navigate = useNavigate();
  const decide = useDecide();
  const at = pairs.findIndex((pair) => pair.id === id);
  const pair = pairs[at];
  if (!pair) return null;
  const go = (to: Suspects | undefined) => (to ? open([to.left.id, to.right.id], to.id) : void navigate({ to: '/duplicates' }));
  const former = pairs[at - 1];
  const next = () => go(pairs[at + 1] ?? former);
  return {
    place: at + 1,
    count: pairs.length,
    more: hasNextPage,
    pair,
    next,
    ...(former ? { former: () => go(former) } : {}),
    different: () => {
      next();
      decide(pair);
    },
  };
}

/** Where this pair stands in the queue, and the ways out of it. */
export function PairWalk({ walk }: { walk: Walk }) {
  const { t } = useTranslation('duplicates');
  return (
    <>
      <span className={styles.place}>{t(walk.more ? 'place_more' : 'place', { place: walk.place, count: walk.count })}</span>
      <button type="button" className={styles.icon} aria-label={t('former')} disabled={!walk.former} onClick={walk.former}><IconChevronUp size={16} stroke={1.75} /></button>
      <button type="button" className={styles.icon} aria-label={t('next')} onClick={walk.next}><IconChevronDown size={16} stroke={1.75} /></button>
      <span className={styles.space} />
      <Button variant="default" size="compact-md" leftSection={<IconX size={16} stroke={1.75} />} onClick={walk.different}>{t('different')}</Button>
    </>
  );
}
