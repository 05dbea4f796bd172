let zone = 'Asia/Shanghai';

/** The organisation's one time zone, from the session; all instants are shown in it. */
export function setZone(name: string): void {
  zone = name;
}

export function organisationZone(): string {
  return zone;
}

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(name: string): Intl.DateTimeFormat {
  let found = formats.get(name);
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone: name, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    });
    formats.set(name, found);
  }
  return found;
}

/** The wall clock of an instant in the organisation's zone. */
export function partsOf(instant: Date): Parts {
  const found: Record<string, number> = {};
  for (const part of formatFor(zone).formatToParts(instant)) found[part.type] = Number(part.value);
  return {
    year: found['year'] ?? 0, month: found['month'] ?? 0, day: found['day'] ?? 0,
    hour: found['hour'] ?? 0, minute: found['minute'] ?? 0,
  };
}

const WEEKDAYS: Record<string, readonly string[]> = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  'zh-TW': ['週日', '週一', '週二', '週三', '週四', '週五', '週六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

const two = (n: number) => String(n).padStart(2, '0');

function day(year: number, month: number, date: number, language: string, now: Date): string {
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  const word = (WEEKDAYS[language] ?? WEEKDAYS['zh-CN'])?.[weekday] ?? '';
  const head = partsOf(now).year === year ? '' : `${year}-`;
  return `${head}${two(month)}-${two(date)} ${word}`;
}

/** `YYYY-MM-DD` → `03-05 周四` in the current year, else `2027-04-20 周二`. */
export function formatDate(iso: string | null | undefined, language: string, now = new Date()): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '');
  return match ? day(Number(match[1]), Number(match[2]), Number(match[3]), language, now) : '';
}

/** ISO instant → `03-05 周四 14:30` in the organisation's zone. */
export function formatDateTime(iso: string | null | undefined, language: string, now = new Date()): string {
  if (!iso) return '';
  const at = partsOf(new Date(iso));
  return `${day(at.year, at.month, at.day, language, now)} ${two(at.hour)}:${two(at.minute)}`;
}

/** The day of an ISO instant alone: `03-05 周四`. */
export function formatDay(iso: string | null | undefined, language: string, now = new Date()): string {
  return formatDateTime(iso, language, now).replace(/ \d\d:\d\d$/, '');
}

/** `14:30` of an ISO instant. */
export function formatTime(iso: string): string {
  const at = partsOf(new Date(iso));
  return `${two(at.hour)}:${two(at.minute)}`;
}

/** Today's date in the organisation's zone as `YYYY-MM-DD`. */
export function todayIso(now = new Date()): string {
  const at = partsOf(now);
  return `${at.year}-${two(at.month)}-${two(at.day)}`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60],
];

/** `3 天前`, for hover only; a minute is the smallest step. */
export function formatRelative(iso: string, language: string, now = new Date()): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, 'minute');
}
