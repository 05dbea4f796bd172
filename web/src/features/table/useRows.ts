import i18next from 'i18next';
import { useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react';
import { listenEvents } from '@/api/events';
import { useSession } from '@/api/session';
import { forgetTable } from '@/api/tables';
import { notifyUndo, recordOperation } from '@/api/undo';
import type { CellsAnswer, EditKind, TableSchema, Via } from '@/api/types';
import { todayIso } from '@/kit/format/dates';
import { deadColumns } from '../freshness/bad';
import { EditLine, type Question } from './rows/edits';
import { serverRows } from './rows/rowApi';
import { RowStore, type RowQuery, type StoreState } from './rows/rowStore';
import { dayOf, dueTones, withoutMidnight } from './tones';
import type { ViewState } from './viewState';

const TICK_MS = 60_000;

export interface TableRows {
  store: RowStore;
  line: EditLine;
  state: StoreState;
  questions: Question[];
  setQuestions: (questions: Question[]) => void;
}

function queryOf(schema: TableSchema, view: ViewState, search: string): RowQuery {
  const grouped = schema.columns.find((column) => column.id === view.group);
  return {
    filter: view.filter,
    sort: view.sort.length > 0 ? view.sort : schema.default_sort,
    search,
    group: view.group,
    groupOp: grouped && 'is' in grouped.operators ? 'is' : 'eq',
    sums: schema.columns.filter((column) => column.sums).map((column) => column.id).slice(0, 8),
  };
}

/** Says what a batch did; a single typed cell says nothing, it is seen. */
function tell(answer: CellsAnswer, kind: EditKind, cells: number, rows: number, columns: number): void {
  if (kind === 'type' || kind === 'undo') return recordOperation(answer.operation);
  notifyUndo(i18next.t(`table:done.${kind}`, { cells, rows, columns }), answer.operation);
}

/** The rows of a view, live, with the line that carries edits away. One store per distinct query. */
export function useRows(schema: TableSchema, view: ViewState, via: Via): TableRows {
  const { person } = useSession();
  const [questions, setQuestions] = useState<Question[]>([]);
  const query = useMemo(() => queryOf(schema, view, view.q), [schema, view]);
  const key = JSON.stringify(query);
  const made = useMemo(() => {
    const store = new RowStore({
      api: serverRows(schema.key),
      query: JSON.parse(key) as RowQuery,
      context: () => ({ now: new Date(), today: todayIso(), me: person.id, dayOf }),
      toneOf: dueTones,
      shown: withoutMidnight,
      deadOf: deadColumns,
      attentionWords: (count) => i18next.t('table:attention', { count }),
      emptyLabel: i18next.t('table:empty_group'),
    });
    const line = new EditLine(store, {
      table: schema.key, via, columns: () => schema.columns.map((column) => column.id), ask: setQuestions, done: tell,
    });
    return { store, line };
  }, [schema, key, person.id, via]);
  useLive(made.store, made.line, schema.key, person.id);
  const state = useSyncExternalStore(made.store.subscribe, made.store.snapshot);
  return { ...made, state, questions, setQuestions };
}

function useLive(store: RowStore, line: EditLine, table: string, me: number): void {
  const hear = useEffectEvent((event: Parameters<Parameters<typeof listenEvents>[0]>[0]) => {
    if (event.type === 'resync') {
      void forgetTable(table);
      void store.refresh();
    } else if (event.type === 'reload' && event.table === table) void store.refresh();
    else if (event.type === 'rows' && event.table === table) {
      store.applyEvent(event, me);
      // Nobody types in an empty list or a window without focus, so nothing can jump away under a hand.
      if (store.state.fresh > 0 && (store.rowCount === 0 || !document.hasFocus())) void store.refresh();
    }
  });
  useEffect(() => {
    void store.start();
    const stopLine = line.start();
    const stopEvents = listenEvents((event) => hear(event));
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void store.tick();
    }, TICK_MS);
    return () => {
      clearInterval(timer);
      stopEvents();
      stopLine();
      store.stop();
    };
  }, [store, line]);
}
