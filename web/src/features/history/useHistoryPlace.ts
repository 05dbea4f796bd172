import { useNavigate, useSearch } from '@tanstack/react-router';
import type { HistoryFilter } from './types';

/** Which operation is open and how the list is narrowed: both stand in the link. */
export interface HistoryPlace extends HistoryFilter {
  operation?: number;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a link somebody may have typed: what makes no sense is left out. */
export function readPlace(raw: Readonly<Record<string, unknown>>): HistoryPlace {
  const { operation, actor, name, via, since, until } = raw;
  return {
    ...(Number.isSafeInteger(operation) ? { operation: operation as number } : {}),
    ...(Number.isSafeInteger(actor) ? { actor: actor as number } : {}),
    ...(typeof name === 'string' && name.length <= 60 ? { name } : {}),
    ...(typeof via === 'string' && /^[a-z]{1,20}$/.test(via) ? { via } : {}),
    ...(typeof since === 'string' && DATE.test(since) ? { since } : {}),
    ...(typeof until === 'string' && DATE.test(until) ? { until } : {}),
  };
}

export function useHistoryPlace(): [HistoryPlace, (change: { [Key in keyof HistoryPlace]?: HistoryPlace[Key] | undefined }) => void] {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const place = readPlace(raw);
  const change: ReturnType<typeof useHistoryPlace>[1] = (next) => {
    const merged = Object.entries({ ...place, ...next }).filter(([, value]) => value !== undefined);
    void navigate({ to: '/history', search: Object.fromEntries(merged) as never });
  };
  return [place, change];
}
