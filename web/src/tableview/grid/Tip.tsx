import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/fields/format/dates';
import { useParts } from './parts';

/** Milliseconds the pointer rests before a tip appears. */
const REST = 350;

interface Shown {
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly red: boolean;
}

/** Words for whatever under the pointer carries `data-tip` (words) or `data-tip-key` (a sentence of ours). */
export function Tip({ root }: { root: RefObject<HTMLDivElement | null> }) {
  const { settings } = useParts();
  const { t } = useTranslation('grid');
  const [shown, setShown] = useState<Shown | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    const wordsOf = (target: HTMLElement): string => {
      const { tip, tipKey, tipBy, tipAt } = target.dataset;
      if (!tipKey) return tip ?? '';
      const { language, now, zone } = settings();
      return t(tipKey, { by: tipBy, at: tipAt ? formatDateTime(tipAt, language, now(), zone) : '' });
    };
    const over = (event: PointerEvent): void => {
      clearTimeout(timer.current);
      setShown(undefined);
      const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip],[data-tip-key]') : null;
      if (!target || event.buttons !== 0) return;
      timer.current = setTimeout(() => {
        const box = target.getBoundingClientRect();
        const frame = element.getBoundingClientRect();
        setShown({ words: wordsOf(target), x: box.left - frame.left, y: box.bottom - frame.top + 4, red: target.dataset['tipTone'] === 'red' });
      }, REST);
    };
    const hide = (): void => {
      clearTimeout(timer.current);
      setShown(undefined);
    };
    element.addEventListener('pointerover', over);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('pointerdown', hide);
    element.addEventListener('scroll', hide, true);
    return () => {
      hide();
      element.removeEventListener('pointerover', over);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('pointerdown', hide);
      element.removeEventListener('scroll', hide, true);
    };
  }, [root, settings, t]);

  if (!shown || shown.words === '') return null;
  return <div role="tooltip" className={`g-tip ${shown.red ? 'g-tip-red' : ''}`} style={{ left: shown.x, top: shown.y }}>{shown.words}</div>;
}
