import { IconLayoutKanban, IconPlus, IconTable } from '@tabler/icons-react';
import { SegmentedControl } from '@mantine/core';
import i18next from 'i18next';
import { Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { useTable } from '@/api/tables';
import type { Filter, TableSchema, View, ViewColumn } from '@/api/types';
import { useCommands } from '@/kit/commands/commands';
import { formatCount } from '@/kit/format/money';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { TopBarExtra } from '@/kit/parts/Slot';
import { usePhone } from '@/kit/state/usePhone';
import type { RowChecks } from '@/tableview/model/contract';
import { TableKeyProvider, ViewTabs } from '../views';
import { firstOperator, groupOf, toFilter } from '../views/filterTree';
import { draftOf, mayChange, useViewActions } from '../views/viewActions';
import { Board, RecordPanel } from './companions';
import { exportRows } from './exportRows';
import { askedIn, frameColumns, frameView, type TableFrame } from './frame';
import { NewRowDialog } from './NewRowDialog';
import { QuestionDialog } from './QuestionDialog';
import { RowsArea } from './RowsArea';
import type { SearchChange, TableSearch } from './search';
import { ToolBar } from './ToolBar';
import { useDensity, useLayoutDraft } from './layoutDraft';
import { useRows } from './useRows';
import { orderedViews, resolveView, viewColumns, type ViewState } from './viewState';
import styles from './table.module.css';

export interface TablePageProps {
  table: string;
  search: TableSearch;
  onSearch: (next: SearchChange, replace?: boolean) => void;
  frame?: TableFrame | undefined;
}

const NO_VIEWS: View[] = [];
const NONE: RowChecks = { all: false, ids: new Set() };
/** Nothing in the link differs from the view any more. */
const CLEAN: SearchChange = { filter: undefined, sort: undefined, group: undefined, kind: undefined };

function useViewSaving(schema: TableSchema, view: ViewState, layout: ViewColumn[], onSearch: TablePageProps['onSearch'], forgetLayout: () => void) {
  const { person } = useSession();
  const actions = useViewActions(schema.key);
  const shown = { filter: view.filter, sort: view.sort, group: view.group, kind: view.kind, columns: layout };
  return {
    maySave: view.view !== undefined && mayChange(view.view, person.id),
    save: async () => {
      if (!view.view) return;
      await actions.change.mutateAsync({ id: view.view.id, draft: shown });
      forgetLayout();
      onSearch(CLEAN);
    },
    create: async (name: string) => {
      const base = view.view ? draftOf(view.view) : {};
      const position = Math.max(0, ...schema.views.map((other) => other.position)) + 1;
      const made = await actions.create.mutateAsync({ ...base, ...shown, name, shared: 'private', position });
      onSearch({ ...CLEAN, view: String(made.id) });
    },
  };
}

function useTableCommands(schema: TableSchema, views: View[], onNew: () => void, onSearch: TablePageProps['onSearch']): void {
  const { t } = useTranslation('table');
  useCommands(
    useMemo(
      () => [
        { id: `${schema.key}.new`, label: t('new.button', { table: schema.label }), icon: IconPlus, hotkey: 'alt+n', section: schema.label, when: () => schema.actions.includes('create'), run: onNew },
        ...views.map((view) => ({
          id: `${schema.key}.view.${view.id}`, label: t('go_view', { name: view.name }), icon: view.kind === 'kanban' ? IconLayoutKanban : IconTable, section: schema.label,
          run: () => onSearch({ ...CLEAN, view: String(view.id) }),
        })),
      ],
      [schema, views, onNew, onSearch, t],
    ),
  );
}

/** One table as people work in it: views, filter, rows or cards, and the open record beside them. */
export function TablePage({ table, search, onSearch, frame }: TablePageProps) {
  const { t } = useTranslation('table');
  const whole = useTable(table);
  // Nothing new begins in a frame: it shows a selection of what is there.
  const framed = frame !== undefined;
  const schema = useMemo(() => (framed ? { ...whole, actions: whole.actions.filter((action) => action !== 'create') } : whole), [whole, framed]);
  const phone = usePhone();
  const view = useMemo(() => (frame ? frameView(schema, frame, search) : resolveView(schema, search)), [schema, frame, search]);
  const asked = useMemo(() => askedIn(frame, view), [frame, view]);
  const views = useMemo(() => orderedViews(schema), [schema]);
  const [layoutDraft, setLayout] = useLayoutDraft(table, frame?.key ?? String(view.view?.id ?? ''));
  const layout = useMemo(() => layoutDraft ?? (frame ? frameColumns(schema, frame) : viewColumns(schema, view.view)), [layoutDraft, schema, frame, view.view]);
  const rows = useRows(schema, asked, phone ? 'phone' : 'grid');
  const [density, nextDensity] = useDensity();
  const [checks, setChecks] = useState<RowChecks>(NONE);
  const [draft, setDraft] = useState<Filter>();
  const [creating, setCreating] = useState(false);
  const saving = useViewSaving(schema, view, layout, onSearch, () => setLayout(null));
  const [openNew] = useState(() => () => setCreating(true));
  useTableCommands(schema, framed ? NO_VIEWS : views, openNew, onSearch);

  const choose = (next: View) => {
    setChecks(NONE);
    onSearch({ ...CLEAN, view: String(next.id) }, false);
  };
  const open = (record: number) => onSearch({ record }, false);
  const step = (by: 1 | -1) => {
    const next = rows.store.stepFrom(search.record, by);
    if (next !== undefined) onSearch({ record: next });
  };
  const startFilter = (columnId: string) => {
    const column = schema.columns.find((candidate) => candidate.id === columnId);
    const { join, parts } = groupOf(view.filter);
    if (column) setDraft(toFilter({ join, parts: [...parts, { column: columnId, op: firstOperator(column) }] }));
  };
  const count = formatCount(rows.state.count, rows.state.capped, i18next.language);

  if (schema.views.length === 0 && schema.columns.length === 0) return <PlaceState kind="lock" words={t('no_right')} />;
  return (
    <TableKeyProvider value={table}>
      <div className={styles['surface']}>
        <TopBarExtra>{rows.state.phase === 'ready' ? t('count', { count: rows.state.count, words: count }) : ''}</TopBarExtra>
        <div className={styles['head']}>
          {frame ? frame.head : <ViewTabs table={table} views={views} active={view.view} count={rows.state.phase === 'ready' ? count : ''} onChoose={choose} onCreate={saving.create} />}
          {Board && !phone && !frame && schema.columns.some((column) => column.kind === 'stage') && (
            <SegmentedControl
              size="xs" aria-label={t('kind.label')} value={view.kind} onChange={(kind) => onSearch({ kind: kind === 'kanban' ? 'kanban' : 'grid' })}
              data={[{ value: 'grid', label: t('kind.grid') }, { value: 'kanban', label: t('kind.kanban') }]}
            />
          )}
        </div>
        <ToolBar
          schema={schema} view={view} layout={layout} density={density} phone={phone} maySave={saving.maySave} changed={view.changed || layoutDraft !== null}
          draft={draft} onDraft={setDraft} onSearch={onSearch} onLayout={setLayout} onResetLayout={() => setLayout(null)} onDensity={nextDensity}
          onSave={() => void saving.save()}
          onReset={() => {
            setLayout(null);
            onSearch(CLEAN);
          }}
          onExport={() => void exportRows({ table, filter: asked.filter, sort: view.sort, search: view.q, columns: layout.filter((place) => !place.hidden).map((place) => place.id) })}
          onNew={openNew}
        />
        <Suspense fallback={<LoadingBars />}>
          {view.kind === 'kanban' && Board && view.view && !phone ? (
            <Board table={table} view={view.view.id} filter={view.filter} onOpen={open} />
          ) : (
            <RowsArea
              schema={schema} view={view} rows={rows} layout={layout} density={density} phone={phone} checks={checks} onChecks={setChecks} open={search.record}
              onLayout={setLayout} onOpen={open} onSearch={onSearch} onFilterColumn={startFilter} onNew={openNew} frame={frame}
            />
          )}
        </Suspense>
        <Suspense fallback={null}>
          {RecordPanel && search.record !== undefined && (
            <RecordPanel table={table} rowId={search.record} onClose={() => onSearch({ record: undefined })} onStep={step} />
          )}
        </Suspense>
        {rows.questions.length > 0 && (
          <QuestionDialog
            questions={rows.questions}
            onAnswer={(extra) => {
              rows.line.answer(rows.questions, extra);
              rows.setQuestions([]);
            }}
            onCancel={() => rows.setQuestions([])}
          />
        )}
        {creating && (
          <NewRowDialog
            schema={schema}
            onClose={() => setCreating(false)}
            onOpen={(row) => {
              setCreating(false);
              open(row);
            }}
            onCreated={(answer) => {
              setCreating(false);
              rows.store.insert(answer.columns ?? schema.columns.map((column) => column.id), answer.rows);
              const made = answer.rows[0];
              if (made) open(made.id);
            }}
          />
        )}
      </div>
    </TableKeyProvider>
  );
}
