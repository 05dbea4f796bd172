import type { Json } from '@/api/types';
import { numberCell, textCell, type SettingRow } from '../parts/cells';

/** A column or fact that a criterion may ask about, and how. */
export interface Askable {
  column: string;
  kind: string;
  operators: string[];
}

export interface Leaf {
  column: string;
  op: string;
  value?: Json;
}

export interface Example {
  id: number;
  company: string | null;
  grade: string | null;
  score_now: number | null;
  score_then: number | null;
  proposed_now: string | null;
  proposed_then: string | null;
}

export interface Trial {
  seen: number;
  changed: number;
  unscored: number;
  spread_now: number[];
  spread_then: number[];
  grades: Record<string, number>;
  grades_now: Record<string, number>;
  grades_then: Record<string, number>;
  met: Record<string, number>;
  examples: Example[];
}

/** The stored condition; an unreadable one asks nothing. */
export function leafOf(row: SettingRow): Leaf {
  try {
    return JSON.parse(textCell(row, 'condition')) as Leaf;
  } catch {
    return { column: '', op: '' };
  }
}

/** The operand as a person writes it: 100–500, 制造业、金融业, 50万. */
export function operandText({ op, value }: Leaf): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(String).join(op === 'between' ? '–' : '、');
  return String(value);
}

/** Whether the condition says what to compare with. */
export function takesOperand(op: string): boolean {
  return op !== 'not_empty' && op !== 'checked';
}

/** What an operator starts with when nothing is written yet: a condition without an operand is refused. */
const START: Record<string, string> = { between: '0–100', ge: '0', le: '0', any_of: '有', stated: '无' };

/** `options`: the labels of a choice; `region`: the region that is offered first. */
export function startOf(op: string, kind: string, options: readonly string[], region: string): string {
  if (op === 'in') return kind === 'option' ? (options[0] ?? '') : region;
  if (kind === 'day' && takesOperand(op)) return `${new Date().getFullYear()}-01-01`;
  return START[op] ?? '';
}

/** What was written, as the condition holds it. Money may be 50万: the server reads it. */
export function readOperand(op: string, kind: string, text: string): Json | undefined {
  const typed = text.trim();
  if (!takesOperand(op)) return undefined;
  const number = (part: string): Json => (/^\d+$/.test(part.trim()) && kind === 'employees' ? Number(part) : part.trim());
  if (op === 'between') return typed.split(/[–\-~至到]/).map(number);
  if (op === 'ge' || op === 'le') return number(typed);
  return typed.split(/[、,，;；\n]/).map((word) => word.trim()).filter(Boolean);
}

export function writeLeaf(column: string, op: string, kind: string, text: string): string {
  const value = readOperand(op, kind, text);
  return JSON.stringify(value === undefined ? { column, op } : { column, op, value });
}

export function totalOf(rows: readonly SettingRow[]): number {
  return rows.reduce((sum, row) => sum + (numberCell(row, 'points') ?? 0), 0);
}
