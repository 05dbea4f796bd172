import { useNavigate, useSearch } from '@tanstack/react-router';

/** Which leads stand side by side, and the pair of suspects they came from. */
export interface MergePlace {
  ids: number[];
  pair?: number;
}

const MOST = 200;

/** Reads a link somebody may have typed. Shape: `ids` as `12-40-41`. */
export function readMergePlace(raw: Readonly<Record<string, unknown>>): MergePlace {
  const text = typeof raw['ids'] === 'string' || typeof raw['ids'] === 'number' ? String(raw['ids']) : '';
  const ids = [...new Set(text.split('-').map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0).slice(0, MOST);
  return Number.isSafeInteger(raw['pair']) ? { ids, pair: raw['pair'] as number } : { ids };
}

export function useMergePlace(): MergePlace {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  return readMergePlace(raw);
}

/** Opens leads side by side. */
export function useOpenMerge(): (ids: readonly number[], pair?: number) => void {
  const navigate = useNavigate();
  return (ids, pair) => {
    const search = { ids: ids.join('-'), ...(pair === undefined ? {} : { pair }) };
    void navigate({ to: '/merge', search: search as never });
  };
}
