import { Suspense, useCallback } from 'react';
import { useTable } from '@/api/tables';
import { LoadingBars } from '@/kit/parts/PlaceState';
import { Board, RecordPanel } from './companions';
import type { SearchChange, TableSearch } from './search';
import styles from './table.module.css';

interface Props {
  table: string;
  search: TableSearch;
  onSearch: (next: SearchChange, replace?: boolean) => void;
}

/** One table as people work in it: views, filter, rows or cards, and the open record beside them. */
export function TablePage({ table, search, onSearch }: Props) {
  const schema = useTable(table);
  const view = schema.views.find((candidate) => String(candidate.id) === search.view) ?? schema.views[0];
  const open = useCallback((rowId: number) => onSearch({ record: rowId }), [onSearch]);
  return (
    <div className={styles['surface']}>
      <Suspense fallback={<LoadingBars />}>
        {Board && view && <Board table={table} view={view.id} filter={search.filter ?? view.filter} onOpen={open} />}
        {RecordPanel && search.record !== undefined && (
          <RecordPanel table={table} rowId={search.record} onClose={() => onSearch({ record: undefined })} onStep={() => undefined} />
        )}
      </Suspense>
    </div>
  );
}
