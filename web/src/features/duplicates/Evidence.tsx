import { useTranslation } from 'react-i18next';
import type { Evidence, Pair } from './types';
import styles from './duplicates.module.css';

const ROUND = 100;

/** The score as a ring that fills with it. */
export function ScoreRing({ score, size = 72 }: { score: number; size?: number }) {
  const { t } = useTranslation('duplicates');
  return (
    <svg className={styles.ring} viewBox="0 0 64 64" width={size} height={size} role="img" aria-label={t('score', { score })}>
      <circle cx="32" cy="32" r="27" fill="none" stroke="var(--line)" strokeWidth="6" />
      <circle
        cx="32" cy="32" r="27" fill="none" stroke="var(--accent-text)" strokeWidth="6" strokeLinecap="round" pathLength={ROUND}
        strokeDasharray={`${Math.max(0, Math.min(ROUND, score))} ${ROUND}`} transform="rotate(-90 32 32)"
      />
      <text x="32" y="39" textAnchor="middle" fontSize="20" fontWeight="600" fill="currentColor">{score}</text>
    </svg>
  );
}

/** The score as the sum of its reasons, with what could not be compared. */
export function EvidenceList({ pair }: { pair: Pick<Pair, 'evidence' | 'uncomparable'> }) {
  const { t } = useTranslation('duplicates');
  return (
    <ul className={styles.evidence} aria-label={t('evidence')}>
      {pair.evidence.map((one) => (
        <li key={`${one.kind}-${one.left}`}>
          <span>{one.words}<small>{sides(one)}</small></span>
          <b data-sign={Math.sign(one.points)}>{signed(one.points)}</b>
        </li>
      ))}
      {pair.uncomparable.length > 0 && (
        <li>
          <span>{t('uncomparable')}<small>{pair.uncomparable.map((one) => one.words).join('、')}</small></span>
          <b>0</b>
        </li>
      )}
    </ul>
  );
}

function sides({ left, right }: Evidence): string {
  return left === right ? left : [left, right].filter(Boolean).join('、');
}

function signed(points: number): string {
  const rounded = Math.round(points);
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : '0';
}
