import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '@/kit/parts/Kbd';
import type { Suspects } from './types';
import styles from './duplicates.module.css';

interface Props {
  pairs: readonly Suspects[];
  at: number;
  more: boolean;
  onMore: () => void;
  onChoose: (id: number) => void;
  onStep: (by: 1 | -1) => void;
  onOpen: () => void;
  onScan: () => void;
}

/** The queue, the most alike on top. */
export function PairList({ pairs, at, more, onMore, onChoose, onStep, onOpen, onScan }: Props) {
  const { t } = useTranslation('duplicates');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for the effect's end.
    void list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onOpen();
    else if (event.key === 'ArrowDown') onStep(1);
    else if (event.key === 'ArrowUp') onStep(-1);
    else return;
    event.preventDefault();
  }

  return (
    <section className={styles.left}>
      <header className={styles.bar}>
        <b>{t(more ? 'count_more' : 'count', { count: pairs.length })}</b>
        <span className={styles.keys}><Kbd>J</Kbd><Kbd>K</Kbd>{t('keys.walk')}<Kbd>Enter</Kbd>{t('keys.compare')}</span>
        <Button variant="default" size="compact-sm" leftSection={<IconRefresh size={14} stroke={1.75} />} onClick={onScan}>{t('scan')}</Button>
      </header>
      <div ref={list} className={styles.list} role="listbox" tabIndex={0} aria-label={t('list')} aria-activedescendant={`pair-${pairs[at]?.id}`} onKeyDown={press}>
        {pairs.map((pair, index) => (
          <div key={pair.id} id={`pair-${pair.id}`} role="option" aria-selected={index === at} className={styles.pair} onClick={() => onChoose(pair.id)} onDoubleClick={onOpen}>
            <b className={styles.points}>{pair.score}</b>
            <span className={styles.names}>
              <b>{pair.left.title}</b>
              <b>{pair.right.title}</b>
              <small>{pair.evidence.slice(0, 2).map((one) => one.words).join('，')}</small>
            </span>
            <span className={styles.owners}>
              <small>{pair.left.owner_name}</small>
              <small>{pair.right.owner_name}</small>
            </span>
          </div>
        ))}
        {more && <button type="button" className={styles.more} onClick={onMore}>{t('more')}</button>}
      </div>
    </section>
  );
}
