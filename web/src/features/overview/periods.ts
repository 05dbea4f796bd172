/** Named periods of the selector; `custom` is typed by the reader. */
export const PRESETS = ['month', 'last_month', 'quarter', 'last_quarter', 'year', 'months_12'] as const;
export type Preset = (typeof PRESETS)[number];

export interface Period {
  from: string;
  to: string;
}

function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

/** First and last day of a named period; `today` is `YYYY-MM-DD` in the organisation's zone. Both days belong to it. */
export function periodOf(preset: Preset, today: string): Period {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  const quarter = month - (month % 3);
  switch (preset) {
    case 'month':
      return { from: iso(year, month, 1), to: today };
    case 'last_month':
      return { from: iso(year, month - 1, 1), to: iso(year, month, 0) };
    case 'quarter':
      return { from: iso(year, quarter, 1), to: today };
    case 'last_quarter':
      return { from: iso(year, quarter - 3, 1), to: iso(year, quarter, 0) };
    case 'year':
      return { from: iso(year, 0, 1), to: today };
    case 'months_12':
      return { from: iso(year, month - 11, 1), to: today };
  }
}

/** The named period that has exactly these days, if any. */
export function presetOf(period: Period, today: string): Preset | undefined {
  return PRESETS.find((preset) => {
    const named = periodOf(preset, today);
    return named.from === period.from && named.to === period.to;
  });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists; 2026-02-30 is none. */
export function isDay(text: string | undefined): text is string {
  if (text === undefined || !DAY.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
