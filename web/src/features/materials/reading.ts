import { linkCell, textCell, type SettingRow } from '@/features/settings/parts/cells';

/** Entries of a text separated by 、 or commas. */
export function wordsOf(text: string): string[] {
  return text.split(/[,，、;；\n]/).map((word) => word.trim()).filter(Boolean);
}

export type Holds = 'file' | 'link' | 'text' | 'nothing';

/** What a material is made of, the file first. */
export function holdsOf(row: SettingRow): Holds {
  if (textCell(row, 'file_name')) return 'file';
  if (textCell(row, 'link')) return 'link';
  return textCell(row, 'text') ? 'text' : 'nothing';
}

export function kindOf(row: SettingRow): string {
  return linkCell(row, 'kind')?.label ?? '';
}

export function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** How a validity stands against today, both as ISO days. */
export function validity(until: string, today: string): 'none' | 'good' | 'soon' | 'over' {
  if (!until) return 'none';
  const day = until.slice(0, 10);
  if (day < today) return 'over';
  const week = new Date(`${today}T00:00:00Z`);
  week.setUTCDate(week.getUTCDate() + 7);
  return day <= week.toISOString().slice(0, 10) ? 'soon' : 'good';
}
