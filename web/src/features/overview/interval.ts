/** 97.5 % point of the normal distribution: a two-sided interval of 95 %. */
const Z = 1.959964;

export interface Interval {
  low: number;
  high: number;
}

/**
 * Wilson's score interval for a share (E. B. Wilson 1927), percent. It stays within 0–100 and holds for few cases, where
 * the textbook interval does not. `won` of `leads` had the outcome; without leads nothing is known.
 */
export function shareInterval(won: number, leads: number): Interval {
  if (leads <= 0) return { low: 0, high: 100 };
  const share = won / leads;
  const spread = (Z * Z) / leads;
  const middle = share + spread / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / leads + spread / (4 * leads));
  const low = (middle - half) / (1 + spread);
  const high = (middle + half) / (1 + spread);
  return { low: Math.max(0, low * 100), high: Math.min(100, high * 100) };
}

/** Whether a share clearly differs from the whole (percent), or may differ by chance. */
export function judge(interval: Interval, whole: number): 'high' | 'low' | 'chance' {
  if (interval.low > whole) return 'high';
  return interval.high < whole ? 'low' : 'chance';
}
