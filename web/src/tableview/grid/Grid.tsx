import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore, type CSSProperties } from 'react';
import { Commands } from '../model/commands';
import type { GridProps } from '../model/contract';
import { frozenWidth, tableWidth } from '../model/geometry';
import { Session } from '../model/session';
import { Body, StickyGroup } from './Body';
import { ColumnMenu } from './ColumnMenu';
import { Footer } from './Footer';
import { Header } from './Header';
import type { GridInput } from './input';
import { Mouse } from './mouse';
import { GridPartsProvider, type GridParts, useParts } from './parts';
import { Popups } from './Popups';
import { FillPreview } from './SelectionBoxes';
import { TextArea } from './TextArea';
import { Tip } from './Tip';
import { useStore } from './use_store';
import { Viewport } from './viewport';
import './grid.css';
import '@/fields/fields.css';

const BOTTOM_INSET = 72;

/** Columns in the order they stand: frozen ones first. */
function ordered(columns: GridProps['columns']): GridProps['columns'] {
  return [...columns.filter((column) => column.frozen), ...columns.filter((column) => !column.frozen)];
}

/**
 * A table to work in as in a spreadsheet. Controlled: rows come from `source`, what the person wants leaves through
 * `intents`. Fills its parent, which gives it a height.
 */
export function Grid(props: GridProps) {
  const { source } = props;
  useSyncExternalStore(source.subscribe, () => source.rowCount);
  useSyncExternalStore(source.subscribe, () => source.groups);
  const parts = useGridParts(props);
  return (
    <GridPartsProvider value={parts}>
      <GridFrame {...props} />
    </GridPartsProvider>
  );
}

function useGridParts(props: GridProps): GridParts {
  const { columns, source, settings, intents, lookup, density = 'normal', bottomInset = BOTTOM_INSET, checks } = props;
  const id = useId();
  const shown = useMemo(() => ordered(columns), [columns]);
  const [made] = useState(() => make(id, { columns: shown, source, settings, intents, lookup }));

  useLayoutEffect(() => {
    const { session, commands, viewport } = made.parts;
    if (session.inputs.source !== source) {
      // What was being typed belongs to the rows that go: it is written before they do.
      const { current } = commands.editor;
      if (current) commands.editor.commit(current.text);
      viewport.scrollTo(0, undefined);
    }
    made.parts.session.update({ columns: shown, source, settings, intents, lookup });
    made.parts.viewport.configure(shown, density, bottomInset);
  }, [made, shown, source, settings, intents, lookup, density, bottomInset]);
  useLayoutEffect(() => {
    if (checks) made.parts.session.state.patch({ checks });
  }, [made, checks]);
  useEffect(() => source.subscribe(() => {
    made.parts.session.refresh();
    made.parts.viewport.relayout();
  }), [made, source]);
  return made.parts;
}

function make(id: string, inputs: Session['inputs']): { parts: GridParts } {
  const session = new Session(inputs);
  const viewport = new Viewport(() => session.lines.get());
  session.screen = viewport;
  const parts: GridParts = {
    session, viewport, commands: new Commands(session), id: id.replace(/[^\w-]/g, ''),
    input: () => undefined, source: () => session.inputs.source, settings: () => session.inputs.settings,
    intents: () => session.inputs.intents, columns: () => session.inputs.columns,
  };
  return { parts };
}

function GridFrame({ source, settings, sort, groupBy, label, columns }: GridProps) {
  const parts = useParts();
  const { session, viewport } = parts;
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const { view, width } = useStore(viewport.state);
  const lines = useStore(session.lines);
  const keepInput = useKeptInput(parts);

  useLayoutEffect(() => {
    if (!scroller.current || !rows.current) return undefined;
    return viewport.attach(scroller.current, rows.current);
  }, [viewport]);
  useMouse(rows, parts);
  const style = useColumnStyle();
  return (
    <div ref={root} className="g-root" style={style}>
      <div
        ref={scroller} className="g-scroller" role="grid" aria-label={label} aria-multiselectable="true" tabIndex={-1}
        aria-rowcount={source.rowCountIsExact ? lines.count + 1 : -1} aria-colcount={columns.length + 1}
      >
        <div className="g-canvas" role="presentation" style={{ height: viewport.nativeHeight + 32, '--g-view': `${width}px` } as CSSProperties}>
          <Header sort={sort} />
          <div className="g-layer" role="rowgroup" style={{ height: view, width }}>
            <div ref={rows} className="g-rows" role="presentation"><Body groups={source.groups} groupBy={groupBy} settings={settings} /></div>
            {source.groups.length > 0 && <StickyGroup groups={source.groups} groupBy={groupBy} settings={settings} />}
          </div>
        </div>
      </div>
      <div className="g-over">
        <FillPreview />
        <TextArea settings={settings} onInput={keepInput} />
      </div>
      <div className="g-over-floats" onMouseDown={(event) => { event.preventDefault(); }}><Popups settings={settings} /></div>
      <ColumnMenu sort={sort} groupBy={groupBy} />
      <Footer source={source} settings={settings} />
      <Tip root={root} />
    </div>
  );
}

/** Lets the other pieces reach the text area. */
function useKeptInput(parts: GridParts): (input: GridInput | undefined) => void {
  return useMemo(() => (input) => {
    Object.assign(parts, { input: () => input });
  }, [parts]);
}

function useMouse(rows: React.RefObject<HTMLDivElement | null>, parts: GridParts): void {
  useEffect(() => {
    const layer = rows.current?.parentElement;
    if (!layer) return undefined;
    const mouse = new Mouse(parts);
    const off = new AbortController();
    const { signal } = off;
    layer.addEventListener('pointerdown', (event) => { mouse.down(event); }, { signal });
    layer.addEventListener('mousedown', (event) => { event.preventDefault(); }, { signal });
    layer.addEventListener('click', (event) => { mouse.click(event); }, { signal });
    layer.addEventListener('dblclick', (event) => { mouse.doubleClick(event); }, { signal });
    return () => { off.abort(); };
  }, [rows, parts]);
}

/** Widths as CSS variables: dragging an edge changes one style and draws no cell. */
function useColumnStyle(): CSSProperties {
  const { viewport } = useParts();
  const placed = useStore(viewport.placed);
  return useMemo(() => {
    const style: Record<string, string> = {
      '--g-cols': `36px ${placed.map(({ width }) => `${width}px`).join(' ')}`, '--g-width': `${tableWidth(placed)}px`, '--g-row': `${viewport.rowHeight}px`,
      '--g-held': `${frozenWidth(placed)}px`,
      '--g-bars': placed.map(({ left, width }) => `linear-gradient(var(--press) 0 0) ${left + 8}px 50% / ${Math.round((width - 16) * 0.62)}px 8px no-repeat`).join(','),
    };
    return style as CSSProperties;
  }, [placed, viewport]);
}
