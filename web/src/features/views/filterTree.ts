import type { Column, Filter, Json, Operand } from '@/api/types';

export type Condition = Extract<Filter, { column: string }>;
export type Join = 'and' | 'or';

export interface Group {
  join: Join;
  parts: Filter[];
}

export function isCondition(filter: Filter): filter is Condition {
  return 'column' in filter;
}

export function groupOf(filter: Filter | null): Group {
  if (filter === null) return { join: 'and', parts: [] };
  if ('and' in filter) return { join: 'and', parts: filter.and };
  if ('or' in filter) return { join: 'or', parts: filter.or };
  return { join: 'and', parts: [filter] };
}

export function toFilter({ join, parts }: Group): Filter {
  return join === 'and' ? { and: parts } : { or: parts };
}

export function operandOf(columns: readonly Column[], condition: Condition): Operand | undefined {
  return columns.find((column) => column.id === condition.column)?.operators[condition.op];
}

const filled = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== '';

/** Whether a condition says enough to be sent. */
export function isComplete(columns: readonly Column[], condition: Condition): boolean {
  const { value } = condition;
  switch (operandOf(columns, condition)) {
    case undefined: return false;
    case 'none': return true;
    case 'list': return Array.isArray(value) && value.length > 0;
    case 'range': return Array.isArray(value) && value.length === 2 && value.every(filled);
    default: return filled(value);
  }
}

/** The tree without unfinished conditions and empty groups: what the server is asked. Null when nothing is left. */
export function prune(columns: readonly Column[], filter: Filter): Filter | null {
  if (isCondition(filter)) return isComplete(columns, filter) ? filter : null;
  const { join, parts } = groupOf(filter);
  const kept = parts.map((part) => prune(columns, part)).filter((part) => part !== null);
  return kept.length === 0 ? null : toFilter({ join, parts: kept });
}

/** Which operator a new condition on a column starts with: the one people mean most often for its kind. */
export function firstOperator(column: Column): string {
  const wanted = ['contains', 'in', 'has_any', 'next_days', 'ge', 'is', 'eq', 'not_empty'];
  return wanted.find((op) => op in column.operators) ?? Object.keys(column.operators)[0] ?? 'not_empty';
}

/** A condition with another operator keeps its value where the shapes fit. */
export function withOperator(columns: readonly Column[], condition: Condition, op: string): Condition {
  const before = operandOf(columns, condition);
  const after = operandOf(columns, { ...condition, op });
  const { column, value } = condition;
  if (after === 'none') return { column, op };
  if (after === before && value !== undefined) return { column, op, value };
  if (after === 'list' && before === 'value' && filled(value)) return { column, op, value: [value ?? null] };
  if (after === 'value' && before === 'list' && Array.isArray(value)) return { column, op, value: value[0] ?? null };
  return { column, op };
}

/** Adds one condition beside the present ones; the same column and operator is replaced. */
export function addCondition(filter: Filter | null, condition: Condition): Filter {
  const group = groupOf(filter);
  if (group.join === 'or' && group.parts.length > 0 && filter) return { and: [filter, condition] };
  const others = group.parts.filter((part) => !(isCondition(part) && part.column === condition.column && part.op === condition.op));
  return { and: [...others, condition] };
}
