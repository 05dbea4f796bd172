import type { ReactNode } from 'react';
import type { Tone } from '../types';

/** A small coloured word. Green, amber and red are given an icon by whoever uses them for a judgement. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`f-tag f-tag-${tone}`}>{children}</span>;
}
