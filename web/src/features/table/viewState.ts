import type { Column, Filter, Sort, TableSchema, View, ViewColumn } from '@/api/types';
import type { TableSearch } from './search';

/** What is shown: the chosen view with whatever the link says differently. */
export interface ViewState {
  view: View | undefined;
  filter: Filter | null;
  sort: Sort;
  group: string | null;
  kind: 'grid' | 'kanban';
  q: string;
  /** Something differs from the saved view. */
  changed: boolean;
}

export function orderedViews(schema: TableSchema): View[] {
  return [...schema.views].sort((a, b) => a.position - b.position || String(a.id).localeCompare(String(b.id)));
}

/** An empty `and` and an empty object say the same as no filter. */
export function tidyFilter(filter: Filter | null | undefined): Filter | null {
  if (!filter || Object.keys(filter).length === 0) return null;
  return ('and' in filter && filter.and.length === 0) || ('or' in filter && filter.or.length === 0) ? null : filter;
}

const known = (schema: TableSchema, id: string) => schema.columns.some((column) => column.id === id);

/** Columns of the link that this reader may not see are left out instead of failing the whole table. */
export function resolveView(schema: TableSchema, search: TableSearch): ViewState {
  const views = orderedViews(schema);
  const view = views.find((candidate) => String(candidate.id) === search.view) ?? views.find((candidate) => candidate.first) ?? views[0];
  const sort = (search.sort ?? view?.sort ?? []).filter(([column]) => known(schema, column));
  const wanted = search.group ?? view?.group ?? '';
  return {
    view,
    filter: tidyFilter(search.filter ?? view?.filter),
    sort,
    group: wanted !== '' && known(schema, wanted) ? wanted : null,
    kind: search.kind ?? view?.kind ?? 'grid',
    q: search.q ?? '',
    changed: ['filter', 'sort', 'group', 'kind'].some((key) => search[key as keyof TableSearch] !== undefined),
  };
}

/** Columns of a view in order. A view that names none shows the table's default ones, the name frozen. */
export function viewColumns(schema: TableSchema, view: View | undefined): ViewColumn[] {
  if (view && view.columns.length > 0) return view.columns.filter((column) => known(schema, column.id));
  const frozenTo = schema.columns.findIndex((column) => column.id === schema.title_column);
  return schema.columns
    .filter((column) => !column.hidden_by_default)
    .map((column) => ({ id: column.id, width: column.width, frozen: schema.columns.indexOf(column) <= frozenTo }));
}

/** All columns: those of the layout first and in its order, then the rest, hidden. */
export function allColumns(schema: TableSchema, layout: ViewColumn[]): { column: Column; shown: boolean; place: ViewColumn }[] {
  const placed = layout.flatMap((place) => {
    const column = schema.columns.find((candidate) => candidate.id === place.id);
    return column ? [{ column, shown: !place.hidden, place }] : [];
  });
  const rest = schema.columns.filter((column) => !layout.some((place) => place.id === column.id));
  return [...placed, ...rest.map((column) => ({ column, shown: false, place: { id: column.id, width: column.width, hidden: true } }))];
}
