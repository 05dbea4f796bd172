import type { CellValue, StageCell } from '@/api/types';
import type { MaterialBrief } from '@/features/materials/data';
import type { TaskItem } from '@/features/record/types';

export type Level = 'red' | 'amber' | 'accent' | 'plain';

/** Why a lead is in the list; `points` is its share of the score. */
export interface Reason {
  key: string;
  words: string;
  level: Level;
  points: number;
}

export interface Entry {
  id: number;
  title: string;
  contact: string | null;
  position: string | null;
  grade: string | null;
  stage: StageCell | null;
  amount: number | null;
  /** A number to dial; none where it is masked or dead. */
  call: string | null;
  /** Whose lead it is, where one works it for somebody else. */
  stands_for: string | null;
  next_at: string | null;
  next_has_time: boolean;
  accept_by: string | null;
  score: number;
  reasons: Reason[];
}

export interface DoneEntry {
  id: number;
  title: string;
  at: string;
  method: string | null;
  summary: string;
}

export interface Sleeping {
  id: number;
  title: string;
  until: string;
}

export interface TodayList {
  now: string;
  total: number;
  entries: Entry[];
  done: DoneEntry[];
  done_count: number;
  snoozed: Sleeping[];
  tomorrow: number;
}

export interface Brief {
  id: number;
  cells: Record<string, CellValue>;
  masked: string[];
  contacts: { id: number; at: string; method: string | null; summary: string; person: string | null; contact: string | null }[];
  tasks: TaskItem[];
  objections: string[];
  signals: { words: string; at: string }[];
  people: { id: number; name: string; title: string | null; phone: string | null; masked: boolean }[];
  cadence: { letter: string; min_days: number; max_days: number; methods: string; goal: string } | null;
  contacts_today: number;
  outline: { text: string; by: number | null; at: string } | null;
  materials: MaterialBrief | null;
}

export const SPANS = ['quarter', 'hour', 'tomorrow', 'week'] as const;
export type Span = (typeof SPANS)[number];
