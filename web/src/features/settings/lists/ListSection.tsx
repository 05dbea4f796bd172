import { ActionIcon, Button, Checkbox, Select, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { createElement, useState, type ComponentType, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useSession } from '@/api/session';
import { columnOf, useTable } from '@/api/tables';
import type { Json } from '@/api/types';
import { PlaceState } from '@/kit/parts/PlaceState';
import { toast } from '@/kit/notice/notice';
import { CellField } from '../parts/CellField';
import { SectionHead, WhenLoaded } from '../parts/Section';
import { linkCell, textCell, type SettingRow } from '../parts/cells';
import { useSettingRows } from '../parts/settingRows';
import { useCreate } from '../parts/useCreate';
import { useDelete } from '../parts/useDelete';
import { useSave, useSaveAloud } from '../parts/useSave';
import styles from '../settings.module.css';

interface Props {
  table: string;
  title: string;
  words: string;
  /** Columns shown, the first being the row's name. */
  columns: readonly string[];
  /** What a row without a name holds for. */
  unnamed?: string;
  /** Words of the line that adds a row; without them rows cannot be added here. */
  add?: string;
  /** What a new row starts with beside its name. */
  fresh?: Record<string, Json>;
  /** What a new row begins with that nobody types a name for: then a button adds it. */
  begin?: () => Record<string, Json>;
  /** Cells that are edited in a way of their own. */
  special?: Readonly<Record<string, SpecialCell>>;
}

export type SpecialCell = ComponentType<{ row: SettingRow; label: string; disabled: boolean; onSave: (value: Json) => void }>;

/** A short settings table edited in place: each cell a field, each change an operation with undo. */
export function ListSection({ table, title, words, columns, unnamed, add, fresh = {}, begin, special }: Props) {
  const { t } = useTranslation('settings');
  const session = useSession();
  const schema = useTable(table);
  const shown = columns.flatMap((id) => columnOf(schema, id) ?? []);
  const rows = useSettingRows(table, { columns: shown.map(({ id }) => id) });
  const mayEdit = mayDo(session, table, 'edit');
  const mayDelete = mayDo(session, table, 'delete') && add !== undefined;
  return (
    <>
      <SectionHead title={title} words={words} />
      <WhenLoaded query={rows}>
        {rows.data?.length === 0 && <PlaceState kind="empty" words={t('lists.none')} />}
        {rows.data && rows.data.length > 0 && (
          <div className={`${styles.card} ${styles.scroll}`}>
            <table className={styles.table} aria-label={title}>
              <thead>
                <tr>
                  {shown.map((column) => (
                    <th key={column.id} style={{ minWidth: column.width }}>{column.label}</th>
                  ))}
                  {mayDelete && <th />}
                </tr>
              </thead>
              <tbody>
                {rows.data.map((row) => (
                  <ListRow key={row.id} row={row} table={table} unnamed={unnamed} columns={shown.map(({ id, label, kind }) => ({ id, label, kind }))} mayEdit={mayEdit} mayDelete={mayDelete} special={special} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {add && mayDo(session, table, 'create') && (begin ? <AddButton table={table} words={add} begin={begin} /> : <AddLine table={table} column={columns[0] ?? ''} words={add} fresh={fresh} />)}
      </WhenLoaded>
    </>
  );
}

interface RowProps {
  row: SettingRow;
  unnamed: string | undefined;
  table: string;
  columns: readonly { id: string; label: string; kind: string }[];
  mayEdit: boolean;
  mayDelete: boolean;
  special: Props['special'];
}

function ListRow({ row, unnamed, table, columns, mayEdit, mayDelete, special }: RowProps) {
  const { t } = useTranslation('settings');
  const save = useSave(table);
  const saveAloud = useSaveAloud(table);
  const remove = useDelete(table);
  const schema = useTable(table);
  const name = textCell(row, columns[0]?.id ?? '') || linkCell(row, columns[0]?.id ?? '')?.label || (unnamed ?? '');
  const textOf = (id: string) => {
    const key = textCell(row, id);
    return columnOf(schema, id)?.options?.find((option) => option.key === key)?.label ?? (linkCell(row, id)?.label || key);
  };
  const own = (id: string) => special?.[id];
  return (
    <tr>
      {columns.map(({ id, label, kind }, index) => (
        <td key={id}>
          {own(id) ? (
            createElement(own(id) as SpecialCell, {
              row, label: t('lists.cell', { name, field: label }), disabled: !mayEdit,
              onSave: (value) => void saveAloud([{ row: row.id, column: id, value }], t('lists.saved', { name: name || label })),
            })
          ) : kind === 'checkbox' ? (
            <Switch
              size="sm" aria-label={t('lists.cell', { name, field: label })} checked={row.cells[id] === true} disabled={!mayEdit}
              onChange={(event) => void saveAloud([{ row: row.id, column: id, value: event.currentTarget.checked }], t('lists.saved', { name: name || label }))}
            />
          ) : columnOf(schema, id)?.writable === 'never' ? (
            textOf(id)
          ) : kind === 'choice' && mayEdit ? (
            <Select
              variant="unstyled" size="sm" allowDeselect={!columnOf(schema, id)?.required} aria-label={t('lists.cell', { name, field: label })} value={textCell(row, id) || null}
              data={(columnOf(schema, id)?.options ?? []).map((option) => ({ value: option.key, label: option.label }))}
              onChange={(value) => void saveAloud([{ row: row.id, column: id, value }], t('lists.saved', { name: name || label }))}
            />
          ) : kind === 'checkbox' ? (
            <Checkbox
              size="xs" aria-label={t('lists.cell', { name, field: label })} checked={row.cells[id] === true} disabled={!mayEdit}
              onChange={(event) => void saveAloud([{ row: row.id, column: id, value: event.currentTarget.checked }], t('lists.saved', { name: name || label }))}
            />
          ) : (
            <CellField
              plain placeholder={index === 0 ? unnamed : undefined} label={t('lists.cell', { name, field: label })} text={textOf(id)} lines={kind === 'long_text'} disabled={!mayEdit}
              onSave={(text) => save([{ row: row.id, column: id, value: text }], t('lists.saved', { name: name || label }))}
            />
          )}
        </td>
      ))}
      {mayDelete && (
        <td>
          <ActionIcon variant="subtle" color="gray" aria-label={t('lists.remove', { name })} title={t('lists.remove', { name })} onClick={() => void remove([row.id], t('lists.removed', { name }))}>
            <IconTrash size={16} />
          </ActionIcon>
        </td>
      )}
    </tr>
  );
}

function AddButton({ table, words, begin }: { table: string; words: string; begin: () => Record<string, Json> }) {
  const { t } = useTranslation('settings');
  const create = useCreate(table);
  async function add(): Promise<void> {
    const made = await create(begin(), t('lists.added', { name: '' }));
    if (made.id === undefined) toast({ words: made.refusal, tone: 'red' });
  }
  return (
    <Button size="sm" variant="default" mt={12} leftSection={<IconPlus size={16} />} onClick={() => void add()}>{words}</Button>
  );
}

function AddLine({ table, column, words, fresh }: { table: string; column: string; words: string; fresh: Record<string, Json> }) {
  const { t } = useTranslation('settings');
  const [typed, setTyped] = useState('');
  const create = useCreate(table);

  async function add(): Promise<void> {
    const name = typed.trim();
    if (!name) return;
    const made = await create({ ...fresh, [column]: name }, t('lists.added', { name }));
    if (made.id === undefined) toast({ words: made.refusal, tone: 'red' });
    else setTyped('');
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter') void add();
  }

  return (
    <div className={styles.copy} style={{ marginTop: 12, maxWidth: 420 }}>
      <TextInput size="sm" aria-label={words} placeholder={words} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={press} />
      <Button size="sm" variant="default" leftSection={<IconPlus size={16} />} disabled={!typed.trim()} onClick={() => void add()}>{words}</Button>
    </div>
  );
}
