import type { Filter, Sort } from '@/api/types';

/** What a link to a table says: which view, what differs from it, and which record is open. */
export interface TableSearch {
  view?: string;
  filter?: Filter;
  sort?: Sort;
  /** Column id; empty text means not grouped although the view is. */
  group?: string;
  kind?: 'grid' | 'kanban';
  record?: number;
  q?: string;
}

/** A change to the link; `undefined` takes a part away. */
export type SearchChange = { [Key in keyof TableSearch]?: TableSearch[Key] | undefined };

function isFilter(value: unknown): value is Filter {
  if (typeof value !== 'object' || value === null) return false;
  const tree = value as Record<string, unknown>;
  if (Array.isArray(tree['and'])) return tree['and'].every(isFilter);
  if (Array.isArray(tree['or'])) return tree['or'].every(isFilter);
  return typeof tree['column'] === 'string' && typeof tree['op'] === 'string';
}

function isSort(value: unknown): value is Sort {
  return (
    Array.isArray(value) &&
    value.every((pair) => Array.isArray(pair) && typeof pair[0] === 'string' && (pair[1] === 'asc' || pair[1] === 'desc'))
  );
}

/** Reads a link somebody may have typed: what makes no sense is left out rather than refused. */
export function readTableSearch(raw: Record<string, unknown>): TableSearch {
  const found: TableSearch = {};
  const { view, filter, sort, group, kind, record, q } = raw;
  if (typeof view === 'string' || typeof view === 'number') found.view = String(view);
  if (isFilter(filter)) found.filter = filter;
  if (isSort(sort)) found.sort = sort;
  if (typeof group === 'string') found.group = group;
  if (kind === 'grid' || kind === 'kanban') found.kind = kind;
  if (Number.isSafeInteger(record)) found.record = record as number;
  if (typeof q === 'string' || typeof q === 'number') found.q = String(q);
  return found;
}
