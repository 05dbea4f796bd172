import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import i18next from 'i18next';
import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import type { Column } from '@/api/types';
import '@/fields/fields.css';
import { fieldOf } from '@/fields/registry';
import type { FieldColumn, FieldSettings } from '@/fields/types';
import { organisationZone } from '@/kit/format/dates';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { ReadText } from '../pasted/ReadingView';
import { fieldColumnOf } from './cellWords';
import { ConflictRow } from './ConflictRow';
import { EvidenceRow } from './EvidenceRow';
import { MappingCell } from './MappingCell';
import { OUTCOME_ICONS } from './OutcomeChips';
import { PreviewCell } from './PreviewCell';
import { useImportRows, useRowChange } from './queries';
import { ReadingPanel } from './ReadingPanel';
import readingStyles from './readingPanel.module.css';
import type { Import, ImportPatch, ImportRow, Outcome, RowPatch, SourceColumn } from './types';
import styles from './import.module.css';

interface Props {
  found: Import;
  outcome: Outcome | null;
  columns: readonly Column[];
  onChange: (patch: ImportPatch) => void;
}

interface Shown {
  /** The file's column; null for a field that was read out of another column, a phone beside a name. */
  source: SourceColumn | null;
  /** The field, or null when this source column is not imported or another one already shows the field. */
  column: FieldColumn | null;
}

const FOLLOWUPS = 'followups';
const MIN_WIDTH = 118;
const MAX_WIDTH = 240;

function widthOf({ column }: Shown, columns: readonly Column[]): number {
  if (column?.id === FOLLOWUPS) return MAX_WIDTH;
  const wanted = columns.find((one) => one.id === column?.id)?.width ?? MIN_WIDTH;
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, wanted));
}

/** A column of the table, or a part of the reading that is no column of its own, shown as text. */
function columnFor(id: string, found: Import, columns: readonly Column[]): FieldColumn | null {
  const column = columns.find((one) => one.id === id);
  if (column) return fieldColumnOf(column);
  const field = found.fields.find((one) => one.id === id);
  return field ? { id, label: field.label, kind: 'text' } : null;
}

function shownColumns(found: Import, columns: readonly Column[], rows: readonly ImportRow[]): Shown[] {
  const seen = new Set<string>();
  const mapped: Shown[] = found.mapping.map((source) => {
    const column = source.column === null || seen.has(source.column) ? null : columnFor(source.column, found, columns);
    if (column) seen.add(column.id);
    return { source, column };
  });
  const readOut = [...new Set(rows.flatMap((row) => Object.keys(row.cells)))].filter((id) => !seen.has(id));
  return [...mapped, ...readOut.map((id) => ({ source: null, column: columnFor(id, found, columns) })).filter(({ column }) => column !== null)];
}

/** Names a shown column for React: by its place in the file, or by its field. */
function keyOf({ source, column }: Shown): string {
  return source ? String(source.index) : (column?.id ?? '');
}

/** The file's columns over their fields, then every row with its outcome before anything is written. */
export function PreviewTable({ found, outcome, columns, onChange }: Props) {
  const { t } = useTranslation('import');
  const pages = useImportRows(found.id, outcome);
  const first = pages.data?.pages[0]?.rows;
  const shown = useMemo(() => shownColumns(found, columns, first ?? []), [found, columns, first]);
  const taken = useMemo(() => new Set(found.mapping.flatMap((source) => source.column ?? [])), [found.mapping]);
  const template = `44px 216px ${shown.map((one) => `${widthOf(one, columns)}px`).join(' ')} minmax(0, 1fr)`;
  const [opened, setOpened] = useState<number | null>(null);
  const row = pages.data?.pages.flatMap((page) => page.rows).find((one) => one.line === opened);
  const { mutate } = useRowChange(found.id);
  return (
    <div className={readingStyles.split}>
      <div className={styles.table} role="table" aria-label={t('table.label', { file: found.file })} style={{ '--cols': template } as CSSProperties}>
        <div className={styles.mappingRow} role="row">
          <div className={styles.lineCell} />
          <div className={styles.outcomeCell}>{t('table.mapping')}</div>
          {shown.map((one) => {
            const { source } = one;
            if (!source) return <div key={keyOf(one)} className={styles.readOut}>{t('mapping.read_out')}</div>;
            return (
              <MappingCell
                key={keyOf(one)} source={source} fields={found.fields} taken={taken}
                onChoose={(column) => onChange({ mapping: { [source.index]: column } })}
              />
            );
          })}
        </div>
        <div className={styles.headRow} role="row">
          <div className={styles.lineCell} role="columnheader">{t('table.line')}</div>
          <div className={styles.outcomeCell} role="columnheader">{t('table.outcome')}</div>
          {shown.map((one) => (
            <div key={keyOf(one)} role="columnheader" className={styles.cell} data-align={one.column ? fieldOf(one.column.kind).align : 'left'}>
              {one.column ? one.column.label : <span className={styles.quiet}>{one.source?.column ? t('table.joined') : t('mapping.none')}</span>}
            </div>
          ))}
        </div>
        <Rows found={found} pages={pages} shown={shown} onOpen={setOpened} />
      </div>
      {row?.reading && (
        <ReadingPanel
          row={row} reading={row.reading} onClose={() => setOpened(null)}
          onReject={(rejected) => mutate({ line: row.line, patch: { rejected } })}
        />
      )}
    </div>
  );
}

interface RowsProps {
  found: Import;
  pages: ReturnType<typeof useImportRows>;
  shown: readonly Shown[];
  onOpen: (line: number) => void;
}

function Rows({ found, pages, shown, onOpen }: RowsProps) {
  const { t } = useTranslation('import');
  const { mutate } = useRowChange(found.id);
  const settings: FieldSettings = useMemo(
    () => ({ language: i18next.language, zone: organisationZone(), now: () => new Date() }),
    [],
  );
  if (pages.isPending) return <LoadingBars rows={10} />;
  if (pages.isError) {
    return (
      <PlaceState kind="error" words={apiError(pages.error)}>
        <Button size="xs" variant="default" onClick={() => void pages.refetch()}>{t('again')}</Button>
      </PlaceState>
    );
  }
  const rows = pages.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <PlaceState kind="empty" words={t('table.no_rows')} />;
  return (
    <>
      {rows.map((row) => (
        <PreviewRow key={row.line} row={row} shown={shown} settings={settings} onOpen={() => onOpen(row.line)} onChange={(patch) => mutate({ line: row.line, patch })} />
      ))}
      {pages.hasNextPage && <More busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </>
  );
}

/** Asks for the next page when it comes near the window; also a button, for those who do not scroll. */
function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const { t } = useTranslation('import');
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const asked = useRef(onMore);
  useEffect(() => {
    asked.current = onMore;
  });
  const near = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (near && !busy) asked.current();
  }, [near, busy]);
  return (
    <div ref={ref} className={styles.more}>
      <Button size="xs" variant="subtle" loading={busy} onClick={onMore}>{t('table.more')}</Button>
    </div>
  );
}

function PreviewRow(props: { row: ImportRow; shown: readonly Shown[]; settings: FieldSettings; onOpen: () => void; onChange: (patch: RowPatch) => void }) {
  const { row, shown, settings, onOpen, onChange } = props;
  const { t } = useTranslation('import');
  const Icon = OUTCOME_ICONS[row.outcome];
  const people = (row.people ?? []).map((person) => [person.name, person.mobile || person.phone].filter(Boolean).join(' '));
  return (
    <>
      <div className={styles.row} role="row" data-outcome={row.outcome} aria-label={t('table.row', { line: row.line })}>
        <div className={styles.lineCell} role="rowheader">{row.line}</div>
        <div className={styles.outcomeCell} role="cell" title={row.words}>
          <Icon size={14} stroke={1.75} />
          <OutcomeWords row={row} />
        </div>
        {shown.map((one) => {
          const { column } = one;
          if (!column) return <div key={keyOf(one)} className={styles.cell} role="cell" data-none />;
          if (column.id === FOLLOWUPS && row.reading) {
            return (
              <div key={keyOf(one)} className={styles.cell} role="cell" title={row.reading.text}>
                <button type="button" className={readingStyles.open} aria-label={t('cells:open', { line: row.line })} onClick={onOpen}>
                  <ReadText reading={row.reading} />
                </button>
              </div>
            );
          }
          return (
            <PreviewCell
              key={keyOf(one)} cell={row.cells[column.id]} column={column} settings={settings}
              more={column.id === 'contact' && people.length > 0 ? { words: `+${people.length}`, title: t('table.further', { names: people.join('、') }) } : undefined}
              onCorrect={(text) => onChange({ cells: { [column.id]: text } })}
            />
          );
        })}
      </div>
      {row.match && (row.outcome === 'duplicate' || row.decision) && (
        <EvidenceRow row={row} onDecide={(decision) => onChange({ decision })} />
      )}
      {row.outcome === 'conflict' && (
        <ConflictRow row={row} shown={shown.flatMap(({ column }) => column ?? [])} settings={settings} onChoose={(choices) => onChange({ choices })} />
      )}
    </>
  );
}

/** Outcomes whose words are a reason; those of the others already are the outcome itself. */
const WITH_REASON: ReadonlySet<Outcome> = new Set<Outcome>(['error', 'partial', 'skipped']);

function OutcomeWords({ row }: { row: ImportRow }) {
  const { t } = useTranslation('import');
  const aside = row.match?.number ?? (row.decision ? t(`decided.${row.decision}`) : '');
  return (
    <>
      <b>{WITH_REASON.has(row.outcome) ? t(`outcome.${row.outcome}`) : row.words}</b>
      <span>{WITH_REASON.has(row.outcome) ? row.words : aside}</span>
    </>
  );
}
