import type { Enclosed } from '@/features/materials/data';
import type { CellValue, EditExtra, Json, Labelled, StatusCell } from '@/api/types';
import type { CellReading } from '../pasted/types';

/** Who did something; the system itself has no id. */
export interface Actor {
  id: number | null;
  label: string;
}

/** One share of a record with a person or a whole unit. */
export interface Share {
  id: number;
  person: Labelled | null;
  unit: Labelled | null;
  can_edit: boolean;
}

/** One record as its panel shows it; `masked` names the columns whose cell is mask text. */
export interface RecordDetail {
  id: number;
  cells: Record<string, CellValue>;
  masked: string[];
  actions: string[];
  position: number;
}

/** A stage of the default pipeline; `requires` are column ids that must be filled to enter it. */
export interface Stage {
  id: number;
  label: string;
  kind: 'open' | 'won' | 'lost';
  progress: number;
  definition: string | null;
  requires: string[];
  pipeline: number | null;
  pipeline_label: string;
  in_default_pipeline: boolean;
}

export type Side = 'ours' | 'theirs';

/** Something to do; a promise says whose it is. */
export interface TaskItem {
  id: number;
  kind: string;
  side: Side | null;
  text: string;
  due: string | null;
  time: string | null;
  state: 'open' | 'done' | 'dropped';
  status: StatusCell;
  assignee: Actor | null;
}

export interface FollowupItem {
  id: number;
  method: string | null;
  summary: string | null;
  feedback: string | null;
  outcome: string | null;
  next_at: string | null;
  next_has_time?: boolean | null;
  next_method: string | null;
  contact: string | null;
  pinned?: boolean;
  promises: TaskItem[];
  signals: string[];
}

export interface StageMove {
  from: string | null;
  to: string;
  stayed_days: number | null;
  reason: string | null;
}

export interface FieldChange {
  column: string;
  label: string;
  before: CellValue;
  after: CellValue;
}

export interface CommentItem {
  id: number;
  text: string;
  followup_id: number | null;
  pinned?: boolean;
}

export type TimelineKind = 'followup' | 'stage' | 'change' | 'comment' | 'created' | 'merge' | 'check' | 'letter';

/** The lead that was taken up. */
export interface MergeItem {
  number: string | null;
  company: string | null;
}

/** What other parts of the product tell of the lead: a mail of ours. `to` is empty for who may not know the address. */
export interface EntryItem {
  id: number;
  title: string;
  text: string;
  to?: string | null;
  state: string;
  state_words: string;
  tone: 'plain' | 'good' | 'waiting' | 'bad';
  why?: string | null;
}

/** One entry of the timeline, newest first. Exactly the member named by `kind` is filled. */
export interface TimelineItem {
  key: string;
  kind: TimelineKind;
  at: string;
  actor: Actor | null;
  followup?: FollowupItem | null;
  stage?: StageMove | null;
  changes?: FieldChange[] | null;
  comment?: CommentItem | null;
  merge?: MergeItem | null;
  check?: { verdict: string; note: string } | null;
  entry?: EntryItem | null;
  /** The number of the merged lead whose history this is. */
  of?: string | null;
  /** Sent along with it. */
  materials?: Enclosed[] | null;
}

export interface TimelinePage {
  items: TimelineItem[];
  tasks: TaskItem[];
  next: string | null;
}

export type Span = [start: number, end: number];

/** What the server read out of a follow-up text; every part says where it stands in the text. */
export interface Reading {
  /** The dated follow-ups it tells of, when it tells of several. */
  history: CellReading;
  next: { at: string; has_time: boolean; method: string | null; span: Span; display: string } | null;
  outcome: string | null;
  promises: { side: Side; text: string; due: string | null; span?: Span }[];
  signals: { word: string; span: Span }[];
  /** The team's buying signals that saving would note by itself. */
  heard?: string[];
  grade: { from: string | null; to: string; why: string } | null;
}

/** The next contact that the cadence proposes. */
export interface Proposal {
  at: string | null;
  method: string | null;
  why: string;
  /** Why the customer should not be contacted now. */
  guard: string | null;
  /** What each outcome leads to, in words. */
  consequences: Record<string, string>;
  /** The team's buying signals. */
  signals?: string[];
}

export interface AdvanceBody extends EditExtra {
  stage: number;
}

export interface FollowupBody {
  method: string;
  summary: string;
  feedback?: string;
  outcome?: string;
  contact?: string;
  next?: { at?: string; text?: string; has_time?: boolean; method?: string; expected?: string };
  grade?: string;
  stage?: AdvanceBody;
  set?: Record<string, Json>;
  via?: 'panel' | 'phone';
  promises?: { side: Side; text: string; due: string | null }[];
  guard_reason?: string;
  consequence?: false;
  signals?: string[];
  client_key: string;
}

export interface FollowupAnswer {
  operation: number;
  followup_id: number;
}

/** One change of a record's field as its history lists it. */
export interface HistoryChange {
  id: number;
  operation: number;
  at: string;
  actor: Actor | null;
  via: string;
  verb: string;
  column: string | null;
  label: string;
  before: CellValue;
  after: CellValue;
  words: string;
}

export interface HistoryPage {
  changes: HistoryChange[];
  next: string | null;
}

export interface PersonHit {
  id: number;
  label: string;
  unit: string | null;
}
