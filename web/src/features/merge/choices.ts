import type { CellValue } from '@/api/types';
import type { Choices, MergeColumn } from './types';

/** Whose values make the column's result: the person's choice, else the proposal. */
export function chosenLeads(column: MergeColumn, choices: Choices): readonly number[] {
  return choices[column.id] ?? column.leads;
}

/** The choices after ticking one lead's value: the only one, or one more of several where texts are joined. */
export function pick(column: MergeColumn, choices: Choices, lead: number): Choices {
  const now = chosenLeads(column, choices);
  if (!column.joinable) return { ...choices, [column.id]: [lead] };
  const next = now.includes(lead) ? now.filter((one) => one !== lead) : [...now, lead];
  return { ...choices, [column.id]: next };
}

/** Texts one after the other, each once, as the server joins them. */
export function joinTexts(texts: readonly string[]): string {
  const parts: string[] = [];
  for (const text of texts) {
    if (parts.some((part) => part.includes(text))) continue;
    parts.splice(0, parts.length, ...parts.filter((part) => !text.includes(part)), text);
  }
  return parts.join('\n');
}

/** The value the kept lead would get; null for an empty cell. */
export function resultOf(column: MergeColumn, choices: Choices): CellValue {
  const values = chosenLeads(column, choices).flatMap((lead) => {
    const found = column.values.find((one) => one.lead === lead);
    return found?.filled ? [found.value] : [];
  });
  return values.length > 1 ? joinTexts(values.map(String)) : (values[0] ?? null);
}

/** Columns in two groups: those with something to decide, then those that are alike; empty ones are left out. */
export function arrange(columns: readonly MergeColumn[]): { different: MergeColumn[]; alike: MergeColumn[] } {
  const filled = columns.filter((column) => column.values.some((one) => one.filled));
  return { different: filled.filter((column) => !column.same), alike: filled.filter((column) => column.same) };
}

/** A column that only a person can decide and nobody has. */
export function undecided(columns: readonly MergeColumn[], choices: Choices): MergeColumn | undefined {
  return columns.find((column) => column.decide && chosenLeads(column, choices).length === 0);
}
