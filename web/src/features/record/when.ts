import { formatDateTime, formatTime, todayIso } from '@/kit/format/dates';

export interface When {
  /** `today` and `yesterday` are said with a word and the time, older moments with their date. */
  day: 'today' | 'yesterday' | null;
  words: string;
}

const DAY_MS = 86_400_000;

/** How a past instant is told in a list: 今天 09:12, 昨天 18:20, 02-25 周三 14:30. */
export function whenOf(iso: string, language: string, now = new Date()): When {
  const date = todayIso(new Date(iso));
  if (date === todayIso(now)) return { day: 'today', words: formatTime(iso) };
  if (date === todayIso(new Date(now.getTime() - DAY_MS))) return { day: 'yesterday', words: formatTime(iso) };
  return { day: null, words: formatDateTime(iso, language, now) };
}
