import type { CellValue, Labelled } from '@/api/types';

/** Where something was done from, as the ledger notes it. */
export const VIAS = ['grid', 'panel', 'kanban', 'phone', 'import', 'api', 'settings', 'history', 'form', 'system', 'setup'] as const;

export interface OperationItem {
  id: number;
  at: string;
  actor: Labelled | { id: null; label: string };
  via: string;
  verb: string;
  table: string;
  words: string;
  detail: string;
  reason: string;
  rows: number;
  cells: number;
  state: 'running' | 'done' | 'cancelled' | 'undone';
  undoes: number | null;
  can_undo: boolean;
}

export interface DayTotal {
  day: string;
  operations: number;
  cells: number;
}

export interface OperationsPage {
  operations: OperationItem[];
  next: number | null;
  days: DayTotal[];
}

export interface OperationChange {
  id: number;
  table: string;
  row: number;
  title: string;
  /** Empty for the record itself: created, deleted, restored. */
  column: string;
  label: string;
  kind: 'create' | 'set' | 'delete' | 'restore' | 'revert' | 'reveal' | 'share';
  before: CellValue;
  after: CellValue;
}

export interface OperationDetail extends OperationItem {
  changes: OperationChange[] | null;
}

export interface UndoCell {
  table: string;
  row: number;
  title: string;
  column: string;
  label: string;
  before: CellValue;
  after: CellValue;
  /** What stands there after undoing; for the record itself whether it is there. */
  result: CellValue;
  /** Changed later by `later`, so its present value stays unless it is chosen. */
  kept: boolean;
  /** The reader may not write it. */
  refused: boolean;
  later?: { by: string; at: string; value: CellValue; operation: number } | null;
}

export interface UndoPreview {
  restore: number;
  keep: number;
  refused_cells: number;
  rows: number;
  cells: UndoCell[];
  capped: boolean;
  refused?: { code: string; message: string } | null;
}

export interface HistoryFilter {
  actor?: number;
  /** The name of `actor`, for the chip. */
  name?: string;
  via?: string;
  since?: string;
  until?: string;
}

export type CellKey = string;
