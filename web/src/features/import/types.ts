import type { CellValue, Labelled } from '@/api/types';
import type { CellReading } from '../pasted/types';

export const OUTCOMES = ['conflict', 'new', 'update', 'duplicate', 'partial', 'error', 'same', 'skipped'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Decision = 'new' | 'update' | 'skip';
/** Whose value stands in a cell that was changed in the file and on the server. */
export type Choice = 'mine' | 'theirs';

export interface SourceColumn {
  index: number;
  header: string;
  /** The field it goes to; null when it is not imported. */
  column: string | null;
  /** How sure the guess is, 0 to 1. */
  confidence: number;
  samples: string[];
}

export interface ImportOptions {
  persons: boolean;
  duplicates: Decision;
  owner: Labelled | null;
  conflicts: Choice;
  by_rules: boolean;
  to_pool: boolean;
}

/** Something a source column can go to; `id` is a column of the table or a part of the reading, such as 跟进记录. */
export interface ImportField {
  id: string;
  label: string;
}

/** A workbook exported from here that came back. Any kind but `returned` means that it is read as any other file. */
export interface Origin {
  kind: 'returned' | 'foreign' | 'other_table' | 'newer';
  by: string;
  at: string | null;
  /** Records that went out and are not in the file: they stay. */
  missing: number;
  missing_titles: string[];
  copied: number;
  unsealed: number;
  /** Cells edited in columns one may not write, by label. */
  barred: Record<string, number>;
}

/** A file that was read, with what would happen to its rows. Nothing is written before `run`. */
export interface Import {
  id: number;
  /** The table it goes to. */
  table: string;
  file: string;
  size: number;
  sheets: { name: string; rows: number }[];
  sheet: string;
  header_row: number;
  rows: number;
  mapping: SourceColumn[];
  fields: ImportField[];
  counts: Partial<Record<Outcome, number>>;
  /** Rows with a fault in some cell, whatever their outcome: those of the error workbook. */
  faulty: number;
  options: ImportOptions;
  state: 'checking' | 'ready' | 'running' | 'done' | 'cancelled' | 'failed';
  job: number | null;
  operation: number | null;
  result: ImportResult | null;
  error: { code: string; message: string } | null;
  origin: Origin | null;
  /** The mapping was proposed as files of this shape were mapped before. */
  remembered: { whose: 'own' | 'organisation'; at: string } | null;
  expires: string;
}

export interface ImportPatch {
  /** `false`: the guess instead of what was remembered. */
  remembered?: false;
  /** Against the table as it is now. */
  recheck?: true;
  sheet?: string;
  header_row?: number;
  mapping?: Record<number, string | null>;
  options?: { persons?: boolean; duplicates?: Decision; owner?: number | null; conflicts?: Choice; by_rules?: boolean; to_pool?: boolean };
}

export interface Fault {
  code: string;
  message: string;
}

export interface ImportCell {
  text: string;
  value: CellValue;
  error?: Fault | null;
  warning?: Fault | null;
  /** What the record holds now, when this row would change it to something else. */
  before?: CellValue;
  /** Whether the row would change the cell; `before` may then be empty. */
  changes?: boolean;
  /** Somebody changed the cell, too, since the file went out: what it was then, who and when. */
  conflict?: { base: CellValue; by: string; at: string | null; choice: Choice | null } | null;
}

/** The record, or the earlier line of the file, a row looks like. Of somebody else's record only that there is one. */
export interface Match {
  id: number | null;
  title: string | null;
  number: string | null;
  line: number | null;
  /** Whether the reader may change the record. */
  editable: boolean;
  evidence: { kind: string; value: string; words: string }[];
}

export interface ImportRow {
  line: number;
  outcome: Outcome;
  /** The outcome in words: 更新 3 项, 电话只有 10 位. */
  words: string;
  cells: Record<string, ImportCell>;
  match?: Match | null;
  decision?: Decision | null;
  /** Further people named in the row: each becomes a contact of the lead. */
  people?: { name: string; mobile: string; phone: string }[];
  /** What its 跟进记录 cell was read as. */
  reading?: CellReading | null;
}

export interface ImportRows {
  rows: ImportRow[];
  next: string | null;
}

export interface RowPatch {
  decision?: Decision;
  cells?: Record<string, string>;
  /** Keys of what is turned down in the reading. */
  rejected?: string[];
  choices?: Record<string, Choice | null>;
}

/** What a finished import reports; `conflicts` are cells somebody changed after the preview, which were kept. */
export interface ImportResult {
  operation: number | null;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
  conflicts: number;
  /** Cells changed in both places whose present value was chosen to stay. */
  kept: number;
  problems: { line: number; column: string | null; code: string; words: string }[];
}
