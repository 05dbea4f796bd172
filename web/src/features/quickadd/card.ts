/** A cell read out of pasted text; start and end are half-open in that text. */
export interface CardCell {
  column: string;
  text: string;
  start: number;
  end: number;
}

/** Fields always offered; others appear when something was read into them. */
export const ALWAYS = ['company', 'contact', 'mobile', 'email', 'need'] as const;
const ORDER = ['company', 'contact', 'title', 'mobile', 'phone', 'wechat', 'email', 'address', 'products', 'need', 'remarks'];

/** What will be saved: what was read, over it what was corrected by hand. */
export function cellsOf(read: readonly CardCell[], typed: Readonly<Record<string, string>>): Record<string, string> {
  const found = Object.fromEntries(read.map(({ column, text }) => [column, text]));
  const merged: Record<string, string> = { ...found, ...typed };
  return Object.fromEntries(ORDER.filter((column) => column in merged || (ALWAYS as readonly string[]).includes(column)).map((column) => [column, merged[column] ?? '']));
}

export interface Part {
  text: string;
  column?: string;
}

/** The text in parts, those that were read marked with their column. */
export function partsOf(text: string, read: readonly CardCell[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { column, start, end } of [...read].sort((one, other) => one.start - other.start)) {
    if (start < at) continue;
    if (start > at) parts.push({ text: text.slice(at, start) });
    parts.push({ text: text.slice(start, end), column });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}
