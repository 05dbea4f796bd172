import styles from './parts.module.css';

const TONES = 5;

function toneOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return (sum % TONES) + 1;
}

/** First character of a person's name on a quiet tone that is always the same for that name. */
export function Avatar({ name, size = 's' }: { name: string; size?: 's' | 'l' | 'xl' }) {
  return (
    <span className={styles['avatar']} data-size={size} style={{ background: `var(--av-${toneOf(name)})` }} aria-hidden>
      {[...name.trim()][0] ?? '·'}
    </span>
  );
}
