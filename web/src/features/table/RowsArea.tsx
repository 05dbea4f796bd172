import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import type { TableSchema, ViewColumn } from '@/api/types';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import type { Density, RowChecks, SelectionInfo } from '@/tableview/model/contract';
import { CardList } from './CardList';
import type { TableFrame } from './frame';
import { Figures } from './Figures';
import { GridArea } from './GridArea';
import { useTaskKeys } from '../tasks/useTaskKeys';
import { SelectionBar } from './bulk/SelectionBar';
import { isSomething } from './bulk/selection';
import type { SearchChange } from './search';
import type { TableRows } from './useRows';
import type { ViewState } from './viewState';
import styles from './table.module.css';

interface Props {
  schema: TableSchema;
  view: ViewState;
  rows: TableRows;
  layout: ViewColumn[];
  density: Density;
  phone: boolean;
  checks: RowChecks;
  open: number | undefined;
  onChecks: (checks: RowChecks) => void;
  onLayout: (layout: ViewColumn[]) => void;
  onOpen: (rowId: number) => void;
  onSearch: (next: SearchChange) => void;
  onFilterColumn: (columnId: string) => void;
  onNew: () => void;
  frame?: TableFrame | undefined;
}

function Fault({ rows }: { rows: TableRows }) {
  const { t } = useTranslation('table');
  const { error } = rows.state;
  const kind = isApiError(error, 'offline') ? 'offline' : isApiError(error) && error.status === 403 ? 'lock' : 'error';
  return (
    <PlaceState kind={kind} words={apiError(error)}>
      <Button variant="default" onClick={() => void rows.store.start()}>
        {t('again')}
      </Button>
    </PlaceState>
  );
}

/** No row fits: what to loosen, or how to begin. */
function Empty({ schema, view, onSearch, onNew, frame }: Pick<Props, 'schema' | 'view' | 'onSearch' | 'onNew' | 'frame'>) {
  const { t } = useTranslation('table');
  const narrowed = view.filter !== null || view.q !== '';
  const mayCreate = schema.actions.includes('create');
  return (
    <PlaceState kind="empty" words={frame && !narrowed ? frame.empty : t(narrowed ? 'empty.narrowed' : mayCreate ? 'empty.begin' : 'empty.nothing', { table: schema.label })}>
      {narrowed && (
        <Button variant="default" onClick={() => onSearch({ filter: { and: [] }, q: undefined })}>
          {t('empty.loosen')}
        </Button>
      )}
      {mayCreate && <Button onClick={onNew}>{t('new.button', { table: schema.label })}</Button>}
    </PlaceState>
  );
}

/** The rows themselves: grid, or cards on a phone, or the state that stands in their place. */
export function RowsArea(props: Props) {
  const { schema, view, rows, phone, checks, onChecks, onSearch } = props;
  const { t } = useTranslation('table');
  const { store, state } = rows;
  const { open } = props;
  const active = useRef<number>(undefined);
  useTaskKeys(schema, useCallback(() => active.current, []), useCallback(() => void store.refresh(), [store]));
  useEffect(() => store.setOpen(open), [store, open]);
  if (state.phase === 'failed') return <Fault rows={rows} />;
  if (state.phase === 'loading' && store.rowCount === 0) return <LoadingBars rows={14} />;
  if (state.phase === 'ready' && store.rowCount === 0) return <Empty {...props} />;

  function select(selection: SelectionInfo): void {
    const stay = new Set(selection.active?.rowId === undefined ? [] : [selection.active.rowId]);
    store.settle(stay);
    active.current = selection.active?.rowId;
    onChecks(selection.checks);
  }

  return (
    <div className={styles['rows']}>
      {phone ? (
        <CardList store={store} onOpen={props.onOpen} />
      ) : (
        <GridArea
          schema={schema} view={view} rows={rows} layout={props.layout} density={props.density} onLayout={props.onLayout} onOpen={props.onOpen}
          onSort={(sort) => onSearch({ sort })} onFilter={(filter) => onSearch({ filter })} onFilterColumn={props.onFilterColumn}
          onGroup={(group) => onSearch({ group: group ?? '' })} onSelection={select} checks={checks}
        />
      )}
      {!phone && schema.key === 'leads' && !props.frame && <Figures />}
      {state.fresh > 0 && (
        <button type="button" className={styles['fresh']} onClick={() => void store.refresh()}>
          {t('fresh', { count: state.fresh })}
        </button>
      )}
      {!phone && isSomething(checks) && (
        <SelectionBar
          schema={schema} only={props.frame?.bulk} query={store.query} checks={checks} count={state.count} capped={state.capped}
          onDone={() => void store.refresh()} onClear={() => onChecks({ all: false, ids: new Set() })}
        />
      )}
    </div>
  );
}
