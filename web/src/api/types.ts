/** Shapes of /api/v1 that several features share. Times are ISO UTC, dates YYYY-MM-DD, money integer fen. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Labelled {
  id: number;
  label: string;
}

export interface StatusCell {
  level: 'green' | 'amber' | 'red' | 'done' | 'none';
  words: string;
}

export interface StageCell {
  id: number;
  label: string;
  progress: number;
  kind: 'open' | 'won' | 'lost';
}

/** A cell as the server sends it; which member it is follows from the column's kind. */
export type CellValue = string | number | boolean | null | string[] | Labelled | StatusCell | StageCell;

export type FieldKind =
  | 'text' | 'long_text' | 'number' | 'money' | 'percent' | 'date' | 'datetime' | 'choice' | 'choices' | 'person'
  | 'link' | 'phone' | 'email' | 'url' | 'checkbox' | 'rating' | 'auto_number' | 'encrypted' | 'stage' | 'grade' | 'status';

export type Operand = 'none' | 'value' | 'list' | 'range' | 'text' | 'days';

export interface Option {
  key: string;
  label: string;
  color?: string;
}

/** One column as the reader may see it; hidden columns are not sent at all. */
export interface Column {
  id: string;
  label: string;
  kind: FieldKind;
  writable: 'cell' | 'verb' | 'never';
  right: 'masked' | 'read' | 'edit';
  width: number;
  group: string;
  hidden_by_default: boolean;
  sums: boolean;
  sortable: boolean;
  filterable: boolean;
  groupable: boolean;
  operators: Record<string, Operand>;
  options?: Option[];
  link_table?: string | null;
  custom: boolean;
  required: boolean;
  help?: string | null;
  unit?: string | null;
  currency?: string | null;
}

export type Filter =
  | { and: Filter[] }
  | { or: Filter[] }
  | { column: string; op: string; value?: Json };

export type Sort = [column: string, direction: 'asc' | 'desc'][];

export interface ViewColumn {
  id: string;
  width?: number;
  hidden?: boolean;
  frozen?: boolean;
  label?: string;
}

export interface View {
  id: number | string;
  name: string;
  kind: 'grid' | 'kanban';
  shared: 'private' | 'team' | 'all';
  filter: Filter | null;
  sort: Sort;
  group: string | null;
  columns: ViewColumn[];
  colour: string | null;
  owner: Labelled | null;
  system: boolean;
  /** Whether this reader may change or delete it. */
  editable?: boolean;
  /** What this reader begins with. */
  first?: boolean;
  /** Roles whose people begin with it; null for who may not decide that. */
  default_roles?: number[] | null;
  position: number;
}

export type ViewDraft = Partial<Omit<View, 'id' | 'owner' | 'system' | 'editable' | 'first'>>;

export interface TableSchema {
  key: string;
  label: string;
  title_column: string;
  columns: Column[];
  default_sort: Sort;
  actions: string[];
  views: View[];
}

export interface TableEntry {
  key: string;
  label: string;
  actions: string[];
  settings: boolean;
}

/** A row of a page; `cells` in the order of the page's `columns`, `masked` holds indexes into it. */
export interface PageRow {
  id: number;
  cells: CellValue[];
  masked: number[];
}

export interface QueryBody {
  filter?: Filter | null;
  sort?: Sort;
  columns?: string[];
  search?: string;
  cursor?: string | null;
  limit?: number;
  trash?: boolean;
}

export interface Page {
  columns: string[];
  rows: PageRow[];
  next: string | null;
  position: number;
  as_of: string;
}

export type RowsById = Omit<Page, 'next'>;

export interface Count {
  count: number;
  capped: boolean;
}

export interface GroupEntry {
  value: Json;
  label: string;
  count: number;
  sums: Record<string, number | null>;
  attention: number;
}

export interface Groups {
  groups: GroupEntry[];
  capped: boolean;
}

export type Totals = Count & { sums: Record<string, number | null> };

export type Via = 'grid' | 'panel' | 'kanban' | 'phone';
export type EditKind = 'type' | 'paste' | 'fill' | 'clear' | 'undo';

export interface EditExtra {
  reason?: string;
  amount?: number | string;
  lost_reason?: string;
  competitor?: string;
}

export interface CellEditBody {
  row: number;
  column: string;
  /** Typed text ("明天下午3点", "12万") or a JSON value. */
  value: Json;
  extra?: EditExtra;
}

export interface CellsBody {
  edits: CellEditBody[];
  base?: number;
  via?: Via;
  kind?: EditKind;
  client_key?: string;
  force?: boolean;
  reason?: string;
}

export interface Theirs {
  value: CellValue;
  by: Labelled | string;
  at: string;
}

export interface CellResult {
  row: number;
  column: string;
  status: 'done' | 'same' | 'refused' | 'conflict';
  code?: string;
  message?: string;
  data?: Record<string, Json>;
  theirs?: Theirs;
}

export interface CellsAnswer {
  operation: number | null;
  position: number;
  results: CellResult[];
  columns?: string[];
  rows: PageRow[];
}

export interface CreateResult {
  index: number;
  id?: number;
  errors: { column: string; code: string; message: string }[];
}

export interface CreateAnswer {
  operation: number | null;
  results: CreateResult[];
  columns?: string[];
  rows: PageRow[];
  position: number;
}

export interface Refused {
  id: number;
  code: string;
  message: string;
}

export interface BulkAnswer {
  operation: number | null;
  done: number[];
  refused: Refused[];
  job?: number;
}

export interface Session {
  person: {
    id: number;
    name: string;
    username: string;
    unit: { id: number; name: string } | null;
    role: { id: number; key: string; name: string };
    language: string;
    theme?: 'light' | 'dark' | 'system' | null;
    is_admin: boolean;
  };
  organisation: string;
  tables: Record<string, { actions: string[]; reach: string }>;
  sample: boolean;
  csrf: string;
  job_id?: number | null;
  position: number;
  version: string;
  zone: string;
  /** Colleagues who are away and whose leads one works today. */
  stands_in_for?: { id: number; label: string; last: string | null }[];
}

export interface SetupState {
  needed: boolean;
  token_required: boolean;
}

export interface Job {
  id: number;
  kind: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number;
  words: string;
  result: Json;
  error: { code: string; message: string } | null;
}

export interface SearchHit {
  table: string;
  id: number;
  title: string;
  subtitle: string;
  number: string | null;
  owner: string | null;
}

export interface UndoAnswer {
  operation: number;
  restored: number;
  kept: number;
  /** Mails of the operation that had left already: they stay sent. */
  mails_out: number;
}

/** What the event stream sends; `rows` carry all columns in schema order, already masked for this reader. */
export interface RowsEvent {
  table: string;
  position: number;
  operation: number;
  actor: Labelled | null;
  columns: string[];
  rows: PageRow[];
  gone: number[];
  changed: Record<string, string[]>;
}
