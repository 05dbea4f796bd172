import type { components } from '@/api/schema';
import type { CellValue } from '@/api/types';

type Served = components['schemas'];

/** One lead's value of one column, as this reader may see it. */
export interface MergeValue extends Omit<Served['MergeValueOut'], 'value'> {
  value: CellValue;
}

/** One column: every lead's value, whose values make the result, and why. */
export interface MergeColumn extends Omit<Served['MergeColumnOut'], 'values'> {
  values: MergeValue[];
}

export type MergeLead = Served['MergeLeadOut'];

export interface MergePreview extends Omit<Served['MergePreviewOut'], 'columns'> {
  columns: MergeColumn[];
}

export type MergeAnswer = Served['MergeOut'];

/** By column whose values to take; columns not named are as the server proposes. */
export type Choices = Readonly<Record<string, number[]>>;
