import type { Filter } from '@/api/types';

export type FigureUnit = 'percent' | 'days' | 'hours' | 'minutes' | 'money' | 'count';

/** One of the numbers a figure is worked out from, with the rows behind it where there are any. */
export interface FigurePart {
  label: string;
  value: number;
  unit?: FigureUnit;
  filter?: Filter | null;
}

/** A figure with its one definition. `value` is null when there is nothing to work it out from. */
export interface Figure {
  key: string;
  label: string;
  value: number | null;
  unit: FigureUnit;
  /** The definition in words, 期内进入且已成交 ÷ 期内进入的线索. */
  formula: string;
  numbers: Record<string, number | FigurePart>;
  /** The rows behind the figure. */
  filter?: Filter | null;
  compare?: { value: number | null } | null;
}

export interface FunnelStep {
  stage: number;
  label: string;
  progress?: number;
  kind?: 'open' | 'won' | 'lost';
  /** Leads of the period that have ever been in this stage. */
  reached: number;
  /** Share of the step before, percent; null for the first. */
  rate: number | null;
  /** The same share in the period before. */
  before_rate?: number | null;
  median_days: number | null;
  filter?: Filter | null;
}

/** Leads of one owner or channel: how many came, how many of them are won. */
export interface Slice {
  id: number | null;
  label: string;
  leads: number;
  won: number;
  rate: number | null;
  amount: number;
  filter?: Filter | null;
}

/** One row of 线索转化分析表. `rate` is percent, `median_days`/`cycle_days` days. */
export interface MonthRow {
  month: string;
  leads: number;
  a: number;
  b: number;
  c: number;
  won: number;
  rate: number | null;
  cycle_days: number | null;
  loss_stage: string | null;
  loss_rate?: number | null;
  /** False while the month is still running: its rate will change. */
  complete?: boolean;
  filter?: Filter | null;
}

export interface Overview {
  period: { from: string; to: string; as_of?: string };
  figures: Figure[];
  funnel: FunnelStep[];
  by_owner: Slice[];
  by_channel: Slice[];
  monthly: MonthRow[];
}

export interface OverviewQuery {
  from: string;
  to: string;
  owner?: number;
  unit?: number;
  channel?: number;
  /** Leaves out leads with doubts that nobody accepted. */
  clean?: boolean;
}
