import { useLocation, useRouter } from '@tanstack/react-router';
import { todayIso } from '@/kit/format/dates';
import { isDay, periodOf } from './periods';
import type { OverviewQuery } from './types';

function readId(raw: unknown): number | undefined {
  const id = Number(raw);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** What a link to the overview says. Days that do not exist or lie the wrong way round give the current quarter. */
export function readOverviewSearch(raw: Record<string, unknown>, today: string): OverviewQuery {
  const from = typeof raw['from'] === 'string' ? raw['from'] : undefined;
  const to = typeof raw['to'] === 'string' ? raw['to'] : undefined;
  const period = isDay(from) && isDay(to) && from <= to ? { from, to } : periodOf('quarter', today);
  const found: OverviewQuery = { ...period };
  const owner = readId(raw['owner']);
  const unit = readId(raw['unit']);
  const channel = readId(raw['channel']);
  if (owner) found.owner = owner;
  if (unit) found.unit = unit;
  if (channel) found.channel = channel;
  if (raw['clean'] === true || raw['clean'] === 'true') found.clean = true;
  return found;
}

/** The overview's selection, kept in the address so that a link shows what I see. */
export function useOverviewSearch(): [OverviewQuery, (next: { [K in keyof OverviewQuery]?: OverviewQuery[K] | undefined }) => void] {
  const raw = useLocation({ select: (location) => location.search as Record<string, unknown> });
  const router = useRouter();
  const query = readOverviewSearch(raw, todayIso());
  const change = (next: { [K in keyof OverviewQuery]?: OverviewQuery[K] | undefined }) => {
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries({ ...query, ...next })) {
      if (value !== undefined) params.set(key, String(value));
    }
    router.history.replace(`/overview?${params.toString()}`);
  };
  return [query, change];
}
