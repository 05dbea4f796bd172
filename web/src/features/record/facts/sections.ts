import type { CellValue, Column } from '@/api/types';
import { isEmptyValue } from '@/fields/registry';

export interface Section {
  key: string;
  filled: Column[];
  empty: Column[];
}

/** Columns of the lead that the header or the contacts list already show. */
const SHOWN_ELSEWHERE: Record<string, readonly string[]> = {
  leads: [
    'status', 'number', 'company', 'stage', 'owner', 'last_followup', 'next_has_time', 'contact', 'title', 'mobile', 'phone',
    'email', 'wechat', 'confirm_due_at', 'bad_channels', 'flags', 'flags_accepted', 'fit_score', 'proposed_grade', 'completeness', 'review_state',
  ],
};

/** Which heading a column's group stands under; groups of their own are their own heading. */
const HEADING: Record<string, string> = { main: 'key', next: 'key', contact: 'key' };
const ORDER = ['key', 'need', 'sensitive', 'company', 'freshness', 'closing', 'custom', 'system'];

/** Sections of the facts column. An empty section that nobody may fill is left out, and so is closing while open. */
export function buildSections(table: string, columns: readonly Column[], cells: Readonly<Record<string, CellValue>>): Section[] {
  const elsewhere = SHOWN_ELSEWHERE[table] ?? [];
  const byKey = new Map<string, Section>();
  for (const column of columns) {
    if (elsewhere.includes(column.id)) continue;
    const key = column.custom ? 'custom' : (HEADING[column.group] ?? column.group);
    const section = byKey.get(key) ?? { key, filled: [], empty: [] };
    byKey.set(key, section);
    if (!isEmptyValue(cells[column.id])) section.filled.push(column);
    else if (column.writable !== 'never') section.empty.push(column);
  }
  const place = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length - 1);
  return [...byKey.values()]
    .filter((section) => section.filled.length > 0 || (section.empty.length > 0 && section.key !== 'closing'))
    .sort((a, b) => place(a.key) - place(b.key));
}
