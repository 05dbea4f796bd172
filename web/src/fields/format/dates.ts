/** Local wall-clock time in a zone. `month` counts from 1; `weekday` 0 is Sunday. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly weekday: number;
}

const DAY = 86_400_000;
const WEEKDAYS: Readonly<Record<string, readonly string[]>> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  'zh-TW': ['週日', '週一', '週二', '週三', '週四', '週五', '週六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(zone: string): Intl.DateTimeFormat {
  let format = zoneFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
    zoneFormats.set(zone, format);
  }
  return format;
}

/** Offsets change at quarters of an hour at the finest, so one answer serves a whole quarter. */
const QUARTER = 900_000;
const offsets = new Map<string, number>();

/** Difference between the zone's wall clock and UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const key = `${zone}${Math.floor(instant / QUARTER)}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    // Asking Intl costs more than drawing the cell; a table of dates asks for the same few thousand quarters again.
    if (offsets.size > 20_000) offsets.clear();
    offset = computedOffset(instant, zone);
    offsets.set(key, offset);
  }
  return offset;
}

function computedOffset(instant: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of zoneFormat(zone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** What the clock on the wall of the zone shows at an instant (milliseconds since 1970). */
export function wallTime(instant: number, zone: string): WallTime {
  const local = new Date(instant + offsetAt(instant, zone));
  return {
    year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(),
    hour: local.getUTCHours(), minute: local.getUTCMinutes(), weekday: local.getUTCDay(),
  };
}

/** The instant at which the zone's clock shows this time, as ISO 8601 in UTC. */
export function instantOf(time: Omit<WallTime, 'weekday'>, zone: string): string {
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute);
  // The offset at the wall time read as UTC may be the one before a clock change; asking once more settles it.
  const guess = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(guess, zone)).toISOString().replace('.000Z', 'Z');
}

/** Today's date in the zone, `YYYY-MM-DD`. */
export function today(now: Date, zone: string): string {
  const { year, month, day } = wallTime(now.getTime(), zone);
  return isoDate(year, month, day);
}

export function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

/** Days since 1970-01-01 of a `YYYY-MM-DD` date; NaN when it is none. */
export function dayNumber(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY;
}

/** `YYYY-MM-DD` of a day number. */
export function dateOfDay(day: number): string {
  return new Date(Math.round(day) * DAY).toISOString().slice(0, 10);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function weekdayWords(weekday: number, language: string): string {
  const words = WEEKDAYS[language] ?? WEEKDAYS[language.split('-')[0] ?? 'zh'] ?? WEEKDAYS['zh'];
  return words?.[weekday] ?? '';
}

/** `03-05 周四` within the current year of the zone, `2026-04-20 周一` otherwise. */
export function formatDate(date: string, language: string, now: Date, zone: string): string {
  const day = dayNumber(date);
  if (Number.isNaN(day)) return date;
  const weekday = (((day + 4) % 7) + 7) % 7;
  const short = date.slice(0, 4) === today(now, zone).slice(0, 4);
  return `${short ? date.slice(5, 10) : date.slice(0, 10)} ${weekdayWords(weekday, language)}`;
}

/** `03-05 周四 14:30` in the zone; the year as in `formatDate`. A day without a clock time stays a day. */
export function formatDateTime(iso: string, language: string, now: Date, zone: string): string {
  if (iso.length === 10) return formatDate(iso, language, now, zone);
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) return iso;
  const time = wallTime(instant, zone);
  const date = formatDate(isoDate(time.year, time.month, time.day), language, now, zone);
  return `${date} ${pad(time.hour)}:${pad(time.minute)}`;
}

/** `2026-03-05 14:30` in the zone: text that reads back to the same minute. */
export function exactDateTime(iso: string, zone: string): string {
  if (iso.length === 10) return iso;
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) return iso;
  const time = wallTime(instant, zone);
  return `${isoDate(time.year, time.month, time.day)} ${pad(time.hour)}:${pad(time.minute)}`;
}
