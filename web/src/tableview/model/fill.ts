import { dateOfDay, dayNumber, isoDate } from '@/fields/format/dates';
import { fieldOf } from '@/fields/registry';
import type { CellValue, FieldKind } from '@/fields/types';
import type { Block, Cell } from './selection';
import { blockSize } from './selection';

/** One cell to copy from: its value and the text that stands for it. */
export interface Filled {
  readonly value: CellValue;
  readonly text: string;
}

type Continue = (step: number) => CellValue | undefined;

/** Block that dragging the fill handle to a cell would write: down, up, right or left of the source, whichever is farther. */
export function fillArea(source: Block, to: Cell): Block | undefined {
  const down = to.row - source.bottom;
  const up = source.top - to.row;
  const right = to.col - source.right;
  const left = source.left - to.col;
  const far = Math.max(down, up, right, left);
  if (far <= 0) return undefined;
  if (far === down) return { ...source, top: source.bottom + 1, bottom: to.row };
  if (far === up) return { ...source, top: to.row, bottom: source.top - 1 };
  if (far === right) return { ...source, left: source.right + 1, right: to.col };
  return { ...source, left: to.col, right: source.left - 1 };
}

/**
 * Continues a run of cells by `count` further ones; `backwards` continues before the first.
 * Two or more numbers or dates with an even step go on with it, also month by month; texts that end in evenly stepped
 * numbers likewise. Everything else, and a single cell, is repeated.
 */
export function continueRun(run: readonly Filled[], kind: FieldKind, count: number, backwards: boolean, allowSeries = true): Filled[] {
  const next = allowSeries && run.length > 1 ? seriesOf(run, kind) : undefined;
  return Array.from({ length: count }, (_, index) => {
    const step = backwards ? -1 - index : run.length + index;
    const value = next?.(step);
    if (value !== undefined) return { value, text: typeof value === 'string' ? value : '' };
    const from = ((step % run.length) + run.length) % run.length;
    return run[from] ?? { value: null, text: '' };
  });
}

function seriesOf(run: readonly Filled[], kind: FieldKind): Continue | undefined {
  if (run.some(({ value }) => value === null)) return undefined;
  if (kind === 'text') return numberedText(run.map(({ text }) => text));
  return (kind === 'date' ? monthly(run) : undefined) ?? measured(run, kind);
}

function evenStep(values: readonly number[]): number | undefined {
  const [first = 0, second = 0] = values;
  const step = second - first;
  const even = values.every((value, index) => index === 0 || Math.abs(value - (values[index - 1] ?? 0) - step) < 1e-9 * Math.max(1, Math.abs(step)));
  return even ? step : undefined;
}

function measured(run: readonly Filled[], kind: FieldKind): Continue | undefined {
  const { measure, unmeasure } = fieldOf(kind);
  if (!measure || !unmeasure) return undefined;
  const values = run.map(({ value }) => measure(value as NonNullable<CellValue>));
  const step = evenStep(values);
  const first = values[0];
  if (step === undefined || step === 0 || first === undefined || Number.isNaN(first)) return undefined;
  return (at) => unmeasure(first + step * at);
}

/** Same day of the month at an even distance of months. */
function monthly(run: readonly Filled[]): Continue | undefined {
  const dates = run.map(({ value }) => String(value));
  const months = dates.map((date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1);
  const step = evenStep(months);
  const day = Number(dates[0]?.slice(8, 10));
  const first = months[0];
  if (step === undefined || step === 0 || first === undefined || dates.some((date) => Number(date.slice(8, 10)) !== day)) return undefined;
  return (at) => {
    const month = first + step * at;
    const lastDay = dayNumber(isoDate(Math.floor((month + 1) / 12), ((month + 1) % 12) + 1, 1)) - 1;
    const wanted = dayNumber(isoDate(Math.floor(month / 12), (month % 12) + 1, 1)) + day - 1;
    return dateOfDay(Math.min(wanted, lastDay));
  };
}

/** `样品 01`, `样品 02` → `样品 03`, keeping leading zeros. Phone-like runs of digits are left alone. */
function numberedText(texts: readonly string[]): Continue | undefined {
  const parts = texts.map((text) => /^(.*?\D)(\d{1,6})$/.exec(text));
  const stem = parts[0]?.[1];
  if (stem === undefined || parts.some((part) => part?.[1] !== stem)) return undefined;
  const numbers = parts.map((part) => Number(part?.[2]));
  const digits = parts[0]?.[2]?.length ?? 1;
  const step = evenStep(numbers);
  const first = numbers[0];
  if (step === undefined || step === 0 || first === undefined) return undefined;
  return (at) => {
    const number = first + step * at;
    return number < 0 ? undefined : stem + String(number).padStart(digits, '0');
  };
}

/** Whether a fill runs down or up (rows are added) rather than sideways. */
export function isVertical(source: Block, area: Block): boolean {
  return blockSize(source).cols === blockSize(area).cols && source.left === area.left;
}
