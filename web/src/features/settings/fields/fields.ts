import type { FieldKind } from '@/api/types';

/** Kinds a person can create; the others belong to built-in columns. */
export const KINDS = [
  'text', 'long_text', 'number', 'money', 'percent', 'date', 'datetime', 'choice', 'choices', 'person', 'phone', 'email', 'url', 'checkbox', 'rating', 'encrypted',
] as const satisfies readonly FieldKind[];
export type CustomKind = (typeof KINDS)[number];

export const COLOURS = ['gray', 'teal', 'green', 'yellow', 'orange', 'red', 'violet', 'blue'] as const;

export interface OptionDraft {
  key: string;
  label: string;
  color: string;
}

export function hasOptions(kind: string): boolean {
  return kind === 'choice' || kind === 'choices';
}

/** A key for a new option that none of the others has; keys stay when labels change. */
export function freshKey(options: readonly OptionDraft[]): string {
  const taken = new Set(options.map((option) => option.key));
  let number = options.length + 1;
  while (taken.has(`o${number}`)) number += 1;
  return `o${number}`;
}

/** What is wrong with a list of options, if anything. */
export function optionFault(options: readonly OptionDraft[]): 'none' | 'empty' | 'twice' | undefined {
  if (options.length === 0) return 'none';
  const labels = options.map((option) => option.label.trim());
  if (labels.some((label) => label === '')) return 'empty';
  return new Set(labels).size < labels.length ? 'twice' : undefined;
}
