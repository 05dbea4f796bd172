import type { CellValue, Labelled } from '@/api/types';

export const OUTCOMES = ['new', 'update', 'duplicate', 'partial', 'error', 'same', 'skipped'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Decision = 'new' | 'update' | 'skip';

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
  persons?: boolean;
  duplicates?: Decision;
  owner?: Labelled | number | null;
}

/** A file that was read, with what would happen to its rows. Nothing is written before `run`. */
export interface Import {
  id: number;
  file: string;
  size: number;
  sheets: { name: string; rows: number }[];
  sheet: string;
  header_row: number;
  rows: number;
  mapping: SourceColumn[];
  counts: Record<Outcome, number>;
  options?: ImportOptions;
  state: string;
  job?: number | null;
  expires?: string | null;
}

export interface ImportPatch {
  sheet?: string;
  header_row?: number;
  mapping?: Record<number, string | null>;
  options?: { persons?: boolean; duplicates?: Decision; owner?: number | null };
}

/** A fault as code with words, or as words alone. */
export type Fault = string | { code: string; message: string };

export interface ImportCell {
  text: string;
  value: CellValue;
  error?: Fault | null;
  warning?: Fault | null;
  /** What the record holds now, when this row would change it. */
  before?: CellValue;
}

export interface Match {
  id: number;
  title: string;
  number: string | null;
  evidence: (string | { words: string })[];
  score?: number;
}

export interface ImportRow {
  line: number;
  outcome: Outcome;
  /** The outcome in words: 更新 3 项, 电话只有 10 位. */
  words: string;
  cells: Record<string, ImportCell>;
  match?: Match | null;
  decision?: Decision | null;
}

export interface ImportRows {
  rows: ImportRow[];
  next: string | null;
}

export interface RowPatch {
  decision?: Decision;
  cells?: Record<string, string>;
}

/** What the job of a finished import reports. */
export interface ImportResult {
  operation?: number | null;
  created?: number;
  updated?: number;
  skipped?: number;
  failed?: number;
}

export function faultWords(fault: Fault | null | undefined): string | undefined {
  if (!fault) return undefined;
  return typeof fault === 'string' ? fault : fault.message;
}
