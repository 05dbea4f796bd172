import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { TablePage, type SearchChange, type TableSearch } from '@/features/table';


const route = getRouteApi('/shell/leads');

/** The table surface on leads, its state in the URL. */
export function LeadsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (next: SearchChange, replace = true) => {
      void navigate({
        replace,
        search: (before) => {
          const merged: Record<string, unknown> = { ...before, ...next };
          return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as TableSearch;
        },
      });
    },
    [navigate],
  );
  return <TablePage table="leads" search={search} onSearch={change} />;
}
