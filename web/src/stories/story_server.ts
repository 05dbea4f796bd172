import { instantOf } from '@/fields/format/dates';
import type { CellEdit, CellValue, GridColumn } from '@/tableview/model/contract';
import type { Batch, CellOutcome } from './edit_queue';

/** Stands in for the server on story pages: reads a few notations, refuses what it cannot read. */
export function readText(column: GridColumn, text: string): { value: CellValue } | { reason: string } {
  const typed = text.trim();
  if (typed === '') return { value: null };
  switch (column.kind) {
    case 'number': {
      const number = Number(typed.replace(/[,人]/g, ''));
      return Number.isNaN(number) ? { reason: `“${typed}”不是数字，没有保存。` } : { value: number };
    }
    case 'money': {
      const match = /^¥?([\d,.]+)(万)?$/.exec(typed);
      const yuan = Number(match?.[1]?.replace(/,/g, ''));
      return match ? { value: Math.round(yuan * (match[2] ? 10_000 : 1) * 100) } : { reason: `“${typed}”读不出金额，没有保存。` };
    }
    case 'date':
    case 'datetime': return readDate(column.kind, typed);
    case 'choice':
    case 'grade':
    case 'stage':
    case 'person': {
      const option = column.options?.find(({ label }) => label === typed);
      return option ? { value: option.key } : { reason: `没有“${typed}”这个选项，没有保存。` };
    }
    default: return { value: text };
  }
}

function readDate(kind: 'date' | 'datetime', typed: string): { value: CellValue } | { reason: string } {
  const match = /^(?:(\d{4})[-/年])?(\d{1,2})[-/月](\d{1,2})日?(?:\s+(\d{1,2}):(\d{2}))?$/.exec(typed);
  const days: Record<string, number> = { 今天: 5, 明天: 6, 后天: 7 };
  const day = match ? Number(match[3]) : days[typed];
  if (day === undefined) return { reason: `“${typed}”读不出日期，没有保存。` };
  const [year, month] = [Number(match?.[1] ?? 2026), Number(match?.[2] ?? 3)];
  if (kind === 'date') return { value: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` };
  return { value: instantOf({ year, month, day, hour: Number(match?.[4] ?? 10), minute: Number(match?.[5] ?? 0) }, 'Asia/Shanghai') };
}

export function answer(batch: Batch, columns: readonly GridColumn[]): readonly CellOutcome[] {
  return batch.edits.map((edit) => outcomeOf(edit, columns));
}

function outcomeOf(edit: CellEdit, columns: readonly GridColumn[]): CellOutcome {
  const { rowId, columnId, value, text } = edit;
  if (value !== undefined) return { rowId, columnId, result: 'saved', value };
  const column = columns.find(({ id }) => id === columnId);
  const read = column ? readText(column, text) : { reason: '没有这一列。' };
  return 'value' in read ? { rowId, columnId, result: 'saved', value: read.value } : { rowId, columnId, result: 'refused', reason: read.reason };
}
