import type { ReactNode } from 'react';
import type { Filter, Sort, TableSchema, View } from '@/api/types';
import type { BulkAction } from './bulk/BulkDialog';
import type { TableSearch } from './search';
import { tidyFilter, type ViewState } from './viewState';

/** A page of a table with a fixed selection of rows instead of saved views. */
export interface TableFrame {
  /** Names the layout that a person makes here. */
  key: string;
  filter: Filter;
  sort: Sort;
  columns: readonly string[];
  /** Stands where the tabs of views would. */
  head: ReactNode;
  bulk: readonly BulkAction[];
  /** Words for an empty page. */
  empty: string;
}

/** What is shown in a frame: only what the link adds is a filter that can be taken away. */
export function frameView(schema: TableSchema, frame: TableFrame, search: TableSearch): ViewState {
  const known = (id: string) => schema.columns.some((column) => column.id === id);
  const group = search.group ?? '';
  return {
    view: undefined,
    filter: tidyFilter(search.filter),
    sort: (search.sort ?? frame.sort).filter(([column]) => known(column)),
    group: known(group) ? group : null,
    kind: 'grid',
    q: search.q ?? '',
    changed: false,
  };
}

/** The same with the frame's own filter, as it is asked. */
export function askedIn(frame: TableFrame | undefined, view: ViewState): ViewState {
  if (!frame) return view;
  return { ...view, filter: view.filter ? { and: [frame.filter, view.filter] } : frame.filter };
}

/** The frame's columns in the shape of a view's. */
export function frameColumns(schema: TableSchema, frame: TableFrame): View['columns'] {
  return frame.columns.flatMap((id) => {
    const column = schema.columns.find((candidate) => candidate.id === id);
    return column ? [{ id, width: column.width, ...(id === schema.title_column && { frozen: true }) }] : [];
  });
}
