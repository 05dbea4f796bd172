import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ThemeProvider } from '@/kit/theme/ThemeProvider';
import { startWords } from '@/kit/words/words';
import { Grid } from '@/tableview/grid/Grid';
import type { CellEdit, ColumnLayout, EditKind, GridColumn, GridRow, SortKey } from '@/tableview/model/contract';
import { EditedRows, EditQueue, Offline } from './edit_queue';
import { PageStore } from './page_store';
import { COLUMNS, leadsBoard, MORE_COLUMNS, rowAt } from './story_rows';
import { answer } from './story_server';

const query = new URLSearchParams(location.search);
const ROWS = Number(query.get('rows') ?? 200);
const BOARD = query.has('board');
const ALL_COLUMNS: readonly GridColumn[] = query.has('more') ? [...COLUMNS, ...MORE_COLUMNS] : COLUMNS;
const NOW = new Date('2026-03-05T02:24:00Z');

interface Seen {
  readonly batches: { readonly edits: readonly CellEdit[]; readonly kind: EditKind }[];
  readonly calls: [string, ...unknown[]][];
}

/** What the tests look at: everything the grid asked for. */
const seen: Seen = { batches: [], calls: [] };
const switches = { offline: false };

interface Undoable { readonly rowId: number; readonly columnId: string; readonly value: GridRow['cells'][string] }

function makeStore() {
  const board = BOARD ? leadsBoard() : undefined;
  const rows = board?.rows.slice() ?? undefined;
  const pages = new PageStore({
    pageSize: 100,
    fetchPage: async ({ after, skip, limit }) => {
      await Promise.resolve();
      const from = Number(after ?? 0) + skip;
      const list = Array.from({ length: Math.min(limit, (rows?.length ?? ROWS) - from) }, (_, index) => rows?.[from + index] ?? rowAt(from + index));
      return { rows: list, next: String(from + limit) };
    },
  });
  const total = board ? board.groups.reduce((sum, group) => sum + (group.sums?.['amount'] ?? 0), 0) : ROWS * 4_000_000;
  pages.setCount(rows?.length ?? ROWS, true, board?.groups, { amount: total });
  const queue = new EditQueue({
    send: async (batch) => {
      await Promise.resolve();
      if (switches.offline) throw new Offline();
      return answer(batch, ALL_COLUMNS);
    },
    onSaved: (changes) => { pages.patchCells(changes); },
    wordsOf: String,
  });
  return { pages, queue, source: new EditedRows(pages, queue) };
}

const store = makeStore();
const done: Undoable[][] = [];
const undone: Undoable[][] = [];

function valuesOf(edits: readonly { rowId: number; columnId: string }[]): Undoable[] {
  return edits.map(({ rowId, columnId }) => {
    const index = store.pages.indexOf(rowId);
    return { rowId, columnId, value: (index === undefined ? undefined : store.pages.getRow(index))?.cells[columnId] ?? null };
  });
}

function step(from: Undoable[][], to: Undoable[][]): void {
  const changes = from.pop();
  if (!changes) return;
  to.push(valuesOf(changes));
  store.pages.patchCells(changes);
}

Object.assign(window, { story: { seen, store, switches } });

function Story() {
  const [columns, setColumns] = useState(ALL_COLUMNS);
  const [sort, setSort] = useState<readonly SortKey[]>(BOARD ? [{ columnId: 'next', direction: 'asc' }] : []);
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => { setColorScheme(query.has('dark') ? 'dark' : 'light'); }, [setColorScheme]);
  const [settings] = useState({ language: query.get('lang') ?? 'zh-CN', zone: 'Asia/Shanghai', now: () => NOW });
  const [intents] = useState(() => ({
    onEdit: (edits: readonly CellEdit[], kind: EditKind) => {
      seen.batches.push({ edits, kind });
      done.push(valuesOf(edits));
      undone.length = 0;
      store.queue.add(edits, kind);
    },
    onUndo: () => { step(done, undone); },
    onRedo: () => { step(undone, done); },
    onOpen: (id: number) => { seen.calls.push(['open', id]); },
    onSort: (keys: readonly SortKey[]) => {
      seen.calls.push(['sort', keys]);
      setSort(keys);
    },
    onFilterBy: (...args: unknown[]) => { seen.calls.push(['filter', ...args]); },
    onGroupBy: (...args: unknown[]) => { seen.calls.push(['group', ...args]); },
    onToggleGroup: (key: string) => {
      store.pages.setGroups(store.pages.groups.map((group) => (group.key === key ? { ...group, collapsed: !group.collapsed } : group)));
    },
    onColumnsChange: (layout: readonly ColumnLayout[]) => {
      seen.calls.push(['columns', layout]);
      setColumns((before) => layout.flatMap(({ id, width, frozen }) => {
        const column = before.find((one) => one.id === id);
        return column ? [{ ...column, width, frozen }] : [];
      }));
    },
    onSelectionChange: (...args: unknown[]) => { seen.calls.push(['selection', ...args]); },
    onAddRows: (...args: unknown[]) => { seen.calls.push(['addRows', ...args]); },
    onResolveConflict: (...args: unknown[]) => { seen.calls.push(['resolve', ...args]); },
    onReveal: (...args: unknown[]) => { seen.calls.push(['reveal', ...args]); },
  }));
  return (
    <div style={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      {query.has('search') && <div style={{ padding: 8 }}><input aria-label="search" /> <span>旁边的文字</span></div>}
      <div style={{ flex: 1, minHeight: 0 }}>
        <Grid
          label="线索" columns={columns} source={store.source} settings={settings} sort={sort} intents={intents}
          density={query.has('normal') ? 'normal' : 'compact'} {...(BOARD ? { groupBy: 'stage' } : {})}
        />
      </div>
    </div>
  );
}

async function start(root: HTMLElement): Promise<void> {
  await startWords(query.get('lang') === 'en' ? 'en' : 'zh-CN');
  createRoot(root).render(<ThemeProvider><Story /></ThemeProvider>);
}

const root = document.getElementById('root');
if (root) void start(root);
