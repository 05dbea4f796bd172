import { CloseButton, Select, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { columnOf, useTable } from '@/api/tables';
import { CellField } from '../parts/CellField';
import { numberCell, textCell, type SettingRow } from '../parts/cells';
import { useDelete } from '../parts/useDelete';
import { useSave } from '../parts/useSave';
import { useAskable } from './calls';
import { leafOf, operandText, startOf, takesOperand, writeLeaf } from './types';
import settings from '../settings.module.css';
import styles from './scorecards.module.css';

interface Props {
  row: SettingRow;
  total: number;
  writable: boolean;
  /** How many of the tried leads meet it. */
  met: number | undefined;
}

/** One criterion: its words, hard or soft, what it asks of the lead, and what it is worth. */
export function CriterionRow({ row, total, writable, met }: Props) {
  const { t } = useTranslation('quality');
  const save = useSave('criteria');
  const remove = useDelete('criteria');
  const words = textCell(row, 'words');
  const kind = textCell(row, 'kind');
  const points = numberCell(row, 'points') ?? 0;
  const set = (column: string, value: string) => save([{ row: row.id, column, value }], t('cards.saved_criterion', { words }));
  return (
    <tr className={styles.criterion}>
      <td className={settings.wrap}>
        <CellField plain label={t('cards.words_of', { words })} text={words} disabled={!writable} onSave={(text) => set('words', text)} />
        {met !== undefined && <small className={settings.quiet}>{t('cards.met', { count: met })}</small>}
      </td>
      <td data-label={t('cards.kind')}>
        {writable ? (
          <Select
            size="xs" w={80} aria-label={t('cards.kind_of', { words })} allowDeselect={false} value={kind}
            data={[{ value: 'hard', label: t('cards.hard') }, { value: 'soft', label: t('cards.soft') }]} onChange={(value) => value && void set('kind', value)}
          />
        ) : t(kind === 'hard' ? 'cards.hard' : 'cards.soft')}
      </td>
      <td className={styles.condition} data-label={t('cards.condition')}><ConditionCell row={row} writable={writable} onSave={(condition) => set('condition', condition)} /></td>
      <td className={settings.num} data-label={t('cards.points')}>
        <span className={styles.points}>
          <CellField plain label={t('cards.points_of', { words })} text={String(points)} disabled={!writable} onSave={(text) => set('points', text)} />
          <small className={settings.quiet}>{total > 0 ? `${Math.round((points * 100) / total)}%` : ''}</small>
        </span>
      </td>
      {writable && <td><CloseButton size="sm" aria-label={t('cards.remove', { words })} onClick={() => void remove([row.id], t('cards.removed', { words }))} /></td>}
    </tr>
  );
}

interface ConditionProps {
  row: SettingRow;
  writable: boolean;
  onSave: (condition: string) => Promise<string | undefined>;
}

function ConditionCell({ row, writable, onSave }: ConditionProps) {
  const { t } = useTranslation('quality');
  const leads = useTable('leads');
  const askable = useAskable().data ?? [];
  const leaf = leafOf(row);
  const [typed, setTyped] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const kindOf = (column: string) => askable.find((one) => one.column === column)?.kind ?? '';
  const gone = askable.length > 0 && leaf.column !== '' && !askable.some(({ column }) => column === leaf.column);
  const label = (column: string) => columnOf(leads, column)?.label ?? (gone && column === leaf.column ? t('cards.retired') : t(`fact.${column}`, { defaultValue: column }));
  const start = (column: string, op: string) =>
    startOf(op, kindOf(column), columnOf(leads, column)?.options?.map((option) => option.label) ?? [], t('cards.first_region'));
  const text = typed ?? operandText(leaf);
  if (!writable) {
    return <span>{label(leaf.column)} {t(`op.${leaf.op}`, { defaultValue: leaf.op })} {operandText(leaf)}</span>;
  }
  const commit = async (column: string, op: string, operand: string) => {
    const why = await onSave(writeLeaf(column, op, kindOf(column), operand));
    setRefusal(why);
    if (why === undefined) setTyped(undefined);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter') void commit(leaf.column, leaf.op, text);
  };
  const operators = askable.find(({ column }) => column === leaf.column)?.operators ?? [leaf.op];
  return (
    <>
      <div className={styles.leaf}>
        <Select
          size="xs" w={108} searchable aria-label={t('cards.column')} allowDeselect={false} value={leaf.column} data={[...askable.map(({ column }) => column), ...(gone ? [leaf.column] : [])].map((column) => ({ value: column, label: label(column) }))}
          onChange={(column) => {
            const found = askable.find((one) => one.column === column);
            const op = found?.operators.includes('not_empty') ? 'not_empty' : found?.operators[0];
            if (column && op) void commit(column, op, start(column, op));
          }}
        />
        <Select
          size="xs" w={112} aria-label={t('cards.operator')} allowDeselect={false} value={leaf.op} data={operators.map((op) => ({ value: op, label: t(`op.${op}`, { defaultValue: op }) }))}
          onChange={(op) => {
            if (op) void commit(leaf.column, op, (takesOperand(op) && text) || start(leaf.column, op));
          }}
        />
        {takesOperand(leaf.op) && (
          <TextInput
            size="xs" className={styles.operand ?? ''} aria-label={t('cards.operand')} value={text} error={refusal} onKeyDown={press}
            onChange={(event) => setTyped(event.currentTarget.value)} onBlur={() => typed !== undefined && void commit(leaf.column, leaf.op, text)}
          />
        )}
      </div>
      {gone && <small className={styles.gone} role="status">{t('cards.retired_words')}</small>}
      {refusal && !takesOperand(leaf.op) && <small className={styles.gone} role="alert">{refusal}</small>}
    </>
  );
}
