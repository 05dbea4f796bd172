import type { CellValue, GroupEntry, Labelled } from '@/api/types';

/** A row of a settings table by column id. */
export interface SettingRow {
  id: number;
  cells: Record<string, CellValue>;
  /** Columns that came as mask text. */
  masked: string[];
}

export function textCell(row: SettingRow, column: string): string {
  const value = row.cells[column];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function numberCell(row: SettingRow, column: string): number | null {
  const value = row.cells[column];
  return typeof value === 'number' ? value : null;
}

export function linkCell(row: SettingRow, column: string): Labelled | null {
  const value = row.cells[column];
  return typeof value === 'object' && value !== null && 'id' in value ? { id: Number(value.id), label: value.label } : null;
}

/** The id of the record a group of a link column stands for; 0 for the group of empty cells. */
export function groupId(group: GroupEntry): number {
  const { value } = group;
  return typeof value === 'object' && value !== null && 'id' in value ? Number(value['id']) : 0;
}
