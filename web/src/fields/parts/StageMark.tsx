import type { StageValue } from '../types';

/** A ring that fills with progress; won is a disc with a tick, lost one with a cross. */
export function StageMark({ kind, progress }: Pick<StageValue, 'kind' | 'progress'>) {
  if (kind === 'open') {
    const filled = Math.round(Math.min(1, Math.max(0, progress)) * 100);
    return (
      <svg className="f-mark" viewBox="0 0 14 14" aria-hidden="true">
        <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <circle
          cx="7" cy="7" r="2" fill="none" stroke="currentColor" strokeWidth="4"
          strokeDasharray={`${filled} 100`} pathLength="100" transform="rotate(-90 7 7)"
        />
      </svg>
    );
  }
  const sign = kind === 'won' ? 'M4.3 7.2l1.9 1.9 3.6-3.9' : 'M5 5l4 4M9 5l-4 4';
  return (
    <svg className={`f-mark f-mark-${kind}`} viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="7" cy="7" r="6.75" fill="currentColor" />
      <path d={sign} fill="none" stroke="var(--surface)" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
