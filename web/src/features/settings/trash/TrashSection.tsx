import { Button, Checkbox, Select } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { queryRows, restoreRows, tableQuery, tablesQuery } from '@/api/tables';
import type { CellValue, Column, TableSchema } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { fieldOf } from '@/fields/registry';
import type { CellValue as FieldValue } from '@/fields/types';
import { formatDateTime, organisationZone } from '@/kit/format/dates';
import { PlaceState } from '@/kit/parts/PlaceState';
import { toast } from '@/kit/notice/notice';
import { SectionHead, WhenLoaded } from '../parts/Section';
import type { SettingRow } from '../parts/cells';
import { useSettingPages } from '../parts/settingRows';
import styles from '../settings.module.css';

/** Tables whose rows are deleted by people one at a time or in bulk; parts of a record come back with it. */
const OFFERED = ['leads', 'contacts', 'followups', 'people', 'units', 'roles', 'channels', 'web_forms'];
const WANTED = ['number', 'owner', 'stage', 'grade', 'amount', 'updated_at'];

/** 回收站: what was deleted, to be looked at and taken back. */
export default function TrashSection() {
  const { t } = useTranslation('settings');
  const [table, setTable] = useState('leads');
  const tables = useQuery(tablesQuery);
  const schema = useQuery(tableQuery(table));
  const offered = (tables.data ?? []).filter(({ key }) => OFFERED.includes(key));
  return (
    <>
      <SectionHead title={t('section.trash')} words={t('trash.words')}>
        {offered.length > 1 && (
          <Select size="xs" allowDeselect={false} aria-label={t('trash.table')} value={table} data={offered.map(({ key, label }) => ({ value: key, label }))} onChange={(key) => key && setTable(key)} />
        )}
      </SectionHead>
      <WhenLoaded query={schema}>{schema.data && <Deleted key={table} schema={schema.data} />}</WhenLoaded>
    </>
  );
}

function shownColumns(schema: TableSchema): Column[] {
  const ids = [schema.title_column, ...WANTED];
  return ids.flatMap((id) => schema.columns.find((column) => column.id === id) ?? []).filter((column, index, all) => all.indexOf(column) === index);
}

function Deleted({ schema }: { schema: TableSchema }) {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const columns = shownColumns(schema);
  const pages = useSettingPages(schema.key, { columns: columns.map(({ id }) => id), trash: true });
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [busy, setBusy] = useState(false);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];

  async function restore(): Promise<void> {
    setBusy(true);
    try {
      const answer = await restoreRows(schema.key, [...picked]);
      await client.invalidateQueries({ queryKey: keys.rows(schema.key) });
      setPicked(new Set());
      if (answer.done.length > 0) notifyUndo(t('trash.restored', { count: answer.done.length }), answer.operation);
      const [refused] = answer.refused;
      if (refused) toast({ words: refused.message, tone: 'red' });
    } catch (error) {
      toast({ words: apiError(error), tone: 'red' });
    } finally {
      setBusy(false);
    }
  }

  return (
    <WhenLoaded query={pages}>
      {rows.length === 0 ? (
        <PlaceState kind="empty" words={t('trash.empty')} />
      ) : (
        <>
          <TrashTable table={schema.key} columns={columns} rows={rows} picked={picked} onPick={setPicked} />
          {pages.hasNextPage && (
            <Button size="xs" variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()} style={{ alignSelf: 'center' }}>{t('more')}</Button>
          )}
        </>
      )}
      {picked.size > 0 && (
        <div className={styles.saveBar}>
          <span>{t('trash.picked', { count: picked.size })}</span>
          <Button size="sm" leftSection={<IconArrowBackUp size={16} />} loading={busy} onClick={() => void restore()}>{t('trash.restore', { count: picked.size })}</Button>
        </div>
      )}
    </WhenLoaded>
  );
}

/** Which lead took up a merged one, by the number of the merged one. */
function useTakenUp(table: string, rows: readonly SettingRow[]): ReadonlyMap<string, string> {
  const numbers = rows.flatMap((row) => (typeof row.cells['number'] === 'string' ? [row.cells['number']] : []));
  const { data } = useQuery({
    queryKey: [...keys.rows('lead_merges'), 'taken up', numbers],
    queryFn: () => queryRows('lead_merges', { filter: { column: 'number', op: 'in', value: numbers }, columns: ['number', 'lead'], limit: 500 }),
    enabled: table === 'leads' && numbers.length > 0,
  });
  return new Map((data?.rows ?? []).map(({ cells: [number, lead] }) => [String(number), lead !== null && typeof lead === 'object' && 'label' in lead ? lead.label : '']));
}

interface TrashTableProps {
  table: string;
  columns: readonly Column[];
  rows: readonly SettingRow[];
  picked: ReadonlySet<number>;
  onPick: (ids: ReadonlySet<number>) => void;
}

function TrashTable({ table, columns, rows, picked, onPick }: TrashTableProps) {
  const takenUp = useTakenUp(table, rows);
  const { t } = useTranslation('settings');
  const all = rows.every((row) => picked.has(row.id));
  const toggle = (id: number) => onPick(picked.has(id) ? new Set([...picked].filter((one) => one !== id)) : new Set([...picked, id]));
  return (
    <div className={`${styles.card} ${styles.scroll}`}>
      <table className={styles.table} aria-label={t('section.trash')}>
        <thead>
          <tr>
            <th style={{ width: 36 }}>
              <Checkbox size="xs" aria-label={t('trash.all')} checked={all} indeterminate={!all && picked.size > 0} onChange={() => onPick(all ? new Set() : new Set(rows.map((row) => row.id)))} />
            </th>
            {columns.map((column) => (
              <th key={column.id}>{column.id === 'updated_at' ? t('trash.deleted_at') : column.label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} aria-selected={picked.has(row.id)}>
              <td>
                <Checkbox size="xs" aria-label={t('trash.pick', { name: words(row.cells[columns[0]?.id ?? ''] ?? null, columns[0]) })} checked={picked.has(row.id)} onChange={() => toggle(row.id)} />
              </td>
              {columns.map((column, index) => (
                <td key={column.id} className={index === 0 ? styles.strong : undefined}>
                  {words(row.cells[column.id] ?? null, column)}
                  {index === 0 && takenUp.has(String(row.cells['number'])) && <p className={styles.quiet}>{t('trash.taken_up', { lead: takenUp.get(String(row.cells['number'])) })}</p>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function words(value: CellValue, column: Column | undefined): string {
  if (value === null || !column) return '';
  if (column.kind === 'datetime' && typeof value === 'string') return formatDateTime(value, document.documentElement.lang);
  const settings = { language: document.documentElement.lang, zone: organisationZone(), now: () => new Date() };
  const field = { id: column.id, label: column.label, kind: column.kind, ...(column.options && { options: column.options.map(({ key, label }) => ({ key, label })) }) };
  return fieldOf(column.kind).words(value as NonNullable<FieldValue>, field, settings);
}
