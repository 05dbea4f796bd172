import type { AskedField, FormPage } from '@/features/forms/page';
import type { Json, Labelled } from '@/api/types';
import { linkCell, numberCell, textCell, type SettingRow } from '../parts/cells';
import type { Change } from '../parts/useSave';

/** A field of the form as it is stored. */
export interface Asked {
  column: string;
  label: string;
  required: boolean;
  hint: string;
}

/** A column a form may ask for. */
export interface Askable {
  column: string;
  label: string;
  kind: string;
  options: string[];
  identity: boolean;
}

export interface Parts {
  columns: Askable[];
  places: string[];
  words: Record<string, string>;
}

export interface WebForm {
  id: number;
  name: string;
  active: boolean;
  fields: Asked[];
  link: string;
  embed: string;
  consent_version: number | null;
  held: number;
}

const TEXTS = ['name', 'title', 'intro', 'thanks', 'consent', 'campaign', 'reply_subject', 'reply_text'] as const;
const NUMBERS = ['min_seconds', 'per_hour', 'proof_bits'] as const;
const LINKS = ['source', 'lead_owner', 'lead_unit'] as const;
export const CELLS = [...TEXTS, ...NUMBERS, ...LINKS];

export type FormDraft = Record<(typeof TEXTS)[number], string> &
  Record<(typeof NUMBERS)[number], number | null> &
  Record<(typeof LINKS)[number], Labelled | null> & { fields: Asked[] };

export function draftOf(row: SettingRow, form: WebForm): FormDraft {
  return {
    ...(Object.fromEntries(TEXTS.map((column) => [column, textCell(row, column)])) as Record<(typeof TEXTS)[number], string>),
    ...(Object.fromEntries(NUMBERS.map((column) => [column, numberCell(row, column)])) as Record<(typeof NUMBERS)[number], number | null>),
    ...(Object.fromEntries(LINKS.map((column) => [column, linkCell(row, column)])) as Record<(typeof LINKS)[number], Labelled | null>),
    fields: form.fields,
  };
}

/** The cells that differ, as edits of one operation. */
export function changesOf(row: number, before: FormDraft, draft: FormDraft): Change[] {
  const edits: Change[] = [];
  const add = (column: string, value: Json) => edits.push({ row, column, value });
  for (const column of TEXTS) if (draft[column] !== before[column]) add(column, draft[column]);
  for (const column of NUMBERS) if (draft[column] !== before[column]) add(column, draft[column]);
  for (const column of LINKS) if (draft[column]?.id !== before[column]?.id) add(column, draft[column]?.id ?? null);
  if (JSON.stringify(draft.fields) !== JSON.stringify(before.fields)) add('fields', draft.fields.map((field) => ({ ...field })));
  return edits;
}

/** The list with one field moved by one place. */
export function moved(fields: readonly Asked[], from: number, by: -1 | 1): Asked[] {
  const next = [...fields];
  const [field] = next.splice(from, 1);
  if (field) next.splice(Math.max(0, from + by), 0, field);
  return next;
}

/** Nobody could say who it was without one of these. */
export function namesSomebody(fields: readonly Asked[], parts: Parts): boolean {
  const identity = new Set(parts.columns.filter((column) => column.identity).map((column) => column.column));
  return fields.some((field) => field.required && identity.has(field.column));
}

/** What the public page would show of the draft. */
export function previewOf(draft: FormDraft, parts: Parts): FormPage {
  const fields = draft.fields.flatMap((field): AskedField[] => {
    const column = parts.columns.find((one) => one.column === field.column);
    return column ? [{ ...field, kind: column.kind, options: column.options }] : [];
  });
  return {
    token: '', title: draft.title || draft.name, intro: draft.intro, thanks: draft.thanks, fields, consent: draft.consent,
    consent_version: null, challenge: '', bits: 0, words: parts.words,
  };
}
