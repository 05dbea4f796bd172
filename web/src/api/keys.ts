/** Query keys in one place, so that an event can find what it made stale. */
export const keys = {
  session: ['session'] as const,
  setup: ['setup'] as const,
  tables: ['tables'] as const,
  table: (table: string) => ['table', table] as const,
  rows: (table: string) => ['rows', table] as const,
  row: (table: string, id: number) => ['rows', table, 'row', id] as const,
  notices: ['notices'] as const,
  overview: ['overview'] as const,
  operations: ['operations'] as const,
  job: (id: number) => ['job', id] as const,
  search: (words: string) => ['search', words] as const,
};
