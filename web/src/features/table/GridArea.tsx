import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { createRows, revealCell, tablesQuery } from '@/api/tables';
import { notifyUndo, redoLast, undoLast } from '@/api/undo';
import { useSession } from '@/api/session';
import type { Filter, Json, Sort, TableSchema, ViewColumn } from '@/api/types';
import { toast } from '@/kit/notice/notice';
import { useLatest } from '@/kit/state/useLatest';
import { Grid } from '@/tableview/grid/Grid';
import { fromTsv } from '@/tableview/model/tsv';
import type { CellEdit, ChoiceOption, Density, EditKind, FieldSettings, GridIntents, Lookup, RowChecks, SelectionInfo } from '@/tableview/model/contract';
import { warnOfLookalike } from '../duplicates/warnOfLookalike';
import type { PastedText } from '../pasted/types';
import { addCondition, firstOperator } from '../views/filterTree';
import { findLinked, type Found } from '../views/lookup';
import { gridColumns, nextLayout } from './gridColumns';
import { divideEdits, LAST_FOLLOWUP, textsOfNew } from './pastedFollowups';
import { textOf } from './rows/edits';
import type { TableRows } from './useRows';
import type { ViewState } from './viewState';

const SplitDialog = lazy(async () => ({ default: (await import('../pasted/SplitDialog')).SplitDialog }));

interface Props {
  schema: TableSchema;
  view: ViewState;
  rows: TableRows;
  layout: ViewColumn[];
  density: Density;
  onLayout: (layout: ViewColumn[]) => void;
  onOpen: (rowId: number) => void;
  onSort: (sort: Sort) => void;
  onFilter: (filter: Filter) => void;
  /** Opens the filter builder with a new condition on the column. */
  onFilterColumn: (columnId: string) => void;
  onGroup: (group: string | null) => void;
  checks: RowChecks;
  onSelection: (selection: SelectionInfo) => void;
}

interface Wanted extends Props {
  /** What was written into 最近跟进, to be looked at before it becomes follow-ups. */
  onTexts: (texts: PastedText[]) => void;
}

function choice({ id, label, note, progress, kind }: Found): ChoiceOption {
  return { key: String(id), label, ...(note && { note }), ...(progress !== undefined && { progress }), ...(kind && { stageKind: kind }) };
}

function useFieldSettings(): FieldSettings {
  const { zone } = useSession();
  const { language } = i18next;
  return useMemo(() => ({ language, zone, now: () => new Date() }), [language, zone]);
}

/** Rows pasted beyond the end become new rows, one operation; those that were refused are named with the reason. */
async function addRows({ rows, schema, onTexts }: Wanted, tsv: string, columnIds: readonly string[]): Promise<void> {
  const lines = fromTsv(tsv).map((line): Record<string, Json> => Object.fromEntries(columnIds.map((id, index) => [id, line[index] ?? '']).filter(([, text]) => text !== '')));
  const drafts = lines.map((line) => Object.fromEntries(Object.entries(line).filter(([id]) => id !== LAST_FOLLOWUP)));
  try {
    const answer = await createRows(schema.key, drafts, 'grid', crypto.randomUUID());
    rows.store.insert(answer.columns ?? schema.columns.map((column) => column.id), answer.rows);
    const refused = answer.results.filter((result) => result.errors.length > 0);
    const words = i18next.t('table:done.rows', { count: answer.rows.length });
    if (answer.operation) notifyUndo(words, answer.operation);
    const first = refused[0];
    if (first) toast({ tone: 'red', words: i18next.t('table:rows_refused', { count: refused.length, line: first.index + 1, why: first.errors[0]?.message ?? '' }) });
    const texts = textsOfNew(lines, answer.results, (rowId) => titleOf(rows, schema, rowId));
    if (texts.length > 0) onTexts(texts);
  } catch (error) {
    toast({ tone: 'red', words: apiError(error) });
  }
}

async function reveal(rows: TableRows, table: string, rowId: number, columnId: string): Promise<void> {
  try {
    const { value } = await revealCell(table, rowId, columnId);
    rows.store.book.reveal(rowId, columnId, value);
    rows.store.redraw();
  } catch (error) {
    toast({ tone: 'red', words: apiError(error) });
  }
}

/** The grid on one view of one table: rows from the store, what the person wants into store, link and layout. */
export function GridArea(props: Props) {
  const { schema, view, rows, layout, density } = props;
  const { t } = useTranslation('table');
  const settings = useFieldSettings();
  const logs = useMayLog(schema.key);
  const columns = useMemo(() => gridColumns(schema, layout, t, logs), [schema, layout, t, logs]);
  const [texts, setTexts] = useState<PastedText[]>([]);
  const lookup = useMemo<Lookup>(
    () => async (columnId, query, signal) => {
      const column = schema.columns.find((candidate) => candidate.id === columnId);
      return column ? (await findLinked(column, query, signal)).map(choice) : [];
    },
    [schema],
  );
  const sort = useMemo(() => view.sort.map(([columnId, direction]) => ({ columnId, direction })), [view.sort]);
  const intents = useIntents({ ...props, onTexts: setTexts });
  return (
    <>
      <Grid
        columns={columns}
        source={rows.store}
        settings={settings}
        sort={sort}
        density={density}
        label={schema.label}
        lookup={lookup}
        intents={intents}
        checks={props.checks}
        {...(view.group !== null && { groupBy: view.group })}
      />
      <Suspense fallback={null}>
        {texts.length > 0 && <SplitDialog texts={texts} via="grid" onClose={() => setTexts([])} />}
      </Suspense>
    </>
  );
}

function useMayLog(table: string): boolean {
  const { data } = useQuery({ ...tablesQuery, enabled: table === 'leads' });
  return data?.find((entry) => entry.key === 'followups')?.actions.includes('create') ?? false;
}

/** What a row is called; a lead without a company is a person. */
function titleOf(rows: TableRows, schema: TableSchema, rowId: number): string {
  const cells = rows.store.book.cells(rowId) ?? {};
  return [schema.title_column, 'contact', 'number'].map((id) => textOf(cells[id])).find((text) => text !== '') ?? `#${rowId}`;
}

function edit({ rows, schema, onOpen, onTexts }: Wanted, edits: readonly CellEdit[], kind: EditKind): void {
  const { cells, texts, cleared } = divideEdits(edits, (rowId) => titleOf(rows, schema, rowId));
  if (cells.length > 0) rows.line.edit(cells, kind);
  if (texts.length > 0) onTexts(texts);
  else if (cleared && cells.length === 0) {
    const column = schema.columns.find((candidate) => candidate.id === LAST_FOLLOWUP)?.label ?? '';
    toast({ words: i18next.t('cells:split.no_clear', { column }) });
  }
  if (schema.key === 'leads' && kind === 'type') void warnOfLookalike(cells, onOpen);
}

function useIntents(props: Wanted): Partial<GridIntents> {
  // The grid keeps one object of intents while the page around it is drawn again.
  const latest = useLatest(props);
  return useMemo(() => intentsOf(latest), [latest]);
}

function intentsOf(now: () => Wanted): Partial<GridIntents> {
  return {
    onEdit: (edits, kind) => edit(now(), edits, kind),
    onUndo: undoLast,
    onRedo: redoLast,
    onOpen: (rowId) => now().onOpen(rowId),
    onSort: (keys) => now().onSort(keys.map(({ columnId, direction }) => [columnId, direction])),
    onFilterBy: (columnId, value) => {
      const { schema, view, onFilter, onFilterColumn } = now();
      const column = schema.columns.find((candidate) => candidate.id === columnId);
      if (!column) return;
      if (value === undefined) return onFilterColumn(columnId);
      const plain = value !== null && typeof value === 'object' && 'id' in value ? Number(value.id) : (value as Json);
      const op = firstOperator(column);
      const operand = column.operators[op] === 'list' && plain !== null ? [plain] : plain;
      onFilter(addCondition(view.filter, plain === null ? { column: columnId, op: 'empty' } : { column: columnId, op, value: operand }));
    },
    onGroupBy: (columnId) => now().onGroup(columnId ?? null),
    onToggleGroup: (key) => now().rows.store.toggleGroup(key),
    onColumnsChange: (changed) => now().onLayout(nextLayout(now().layout, changed)),
    onSelectionChange: (selection) => now().onSelection(selection),
    onAddRows: (_, tsv, columnIds) => void addRows(now(), tsv, columnIds),
    onResolveConflict: (rowId, columnId, keep) => now().rows.line.resolve(rowId, columnId, keep),
    onReveal: (rowId, columnId) => void reveal(now().rows, now().schema.key, rowId, columnId),
  };
}
