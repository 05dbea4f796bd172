import { getRouteApi } from '@tanstack/react-router';
import { useCallback, type FunctionComponent } from 'react';
import { TablePage, type SearchChange, type TableFrame, type TableSearch } from '@/features/table';

const noFrame = () => undefined;

/** The page of one table at one route, its state in the URL. */
export function tablePage(table: string, at: '/shell/leads' | '/shell/tasks' | '/shell/enquiries' | '/shell/pool', useFrame: () => TableFrame | undefined = noFrame): FunctionComponent {
  const route = getRouteApi(at);
  return function Page() {
    const frame = useFrame();
    const search = route.useSearch();
    const navigate = route.useNavigate();
    const change = useCallback(
      (next: SearchChange, replace = true) => {
        void navigate({
          replace,
          search: (before: TableSearch) => {
            const merged: Record<string, unknown> = { ...before, ...next };
            return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as TableSearch;
          },
        });
      },
      [navigate],
    );
    return <TablePage table={table} search={search} onSearch={change} frame={frame} />;
  };
}
