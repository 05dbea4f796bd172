import { useLocation, useRouter } from '@tanstack/react-router';

const KEPT = 'genjin.import';

interface Kept {
  id: number;
  file: string;
}

/** The file being looked at, kept in the address: reloading or sharing the link shows the same preview. */
export function useImportId(): [number | null, (id: number | null) => void] {
  const raw = useLocation({ select: (location) => (location.search as Record<string, unknown>)['id'] });
  const router = useRouter();
  const id = Number(raw);
  const go = (next: number | null) => router.history.push(next === null ? '/import' : `/import?id=${next}`);
  return [Number.isSafeInteger(id) && id > 0 ? id : null, go];
}

/** Remembers on this machine which preview is unfinished, so that it can be taken up again. */
export function keepImport(kept: Kept | null): void {
  if (kept) localStorage.setItem(KEPT, JSON.stringify(kept));
  else localStorage.removeItem(KEPT);
}

export function keptImport(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Partial<Kept> | null;
    return kept && typeof kept.id === 'number' && typeof kept.file === 'string' ? { id: kept.id, file: kept.file } : null;
  } catch {
    return null;
  }
}
