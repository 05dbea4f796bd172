import type { FieldType } from './field_type';
import { autoNumber } from './kinds/auto_number';
import { checkbox } from './kinds/checkbox';
import { choice } from './kinds/choice';
import { choices } from './kinds/choices';
import { date } from './kinds/date';
import { datetime } from './kinds/datetime';
import { email } from './kinds/email';
import { encrypted } from './kinds/encrypted';
import { grade } from './kinds/grade';
import { link } from './kinds/link';
import { longText } from './kinds/long_text';
import { money } from './kinds/money';
import { number } from './kinds/number';
import { percent } from './kinds/percent';
import { person } from './kinds/person';
import { phone } from './kinds/phone';
import { rating } from './kinds/rating';
import { stage } from './kinds/stage';
import { status } from './kinds/status';
import { text } from './kinds/text';
import { url } from './kinds/url';
import type { CellValue, FieldColumn, FieldKind, FieldSettings, ValueOf } from './types';

/** Every kind of field, total: a missing one is a type error. */
export const FIELDS: { readonly [K in FieldKind]: FieldType<ValueOf[K]> } = {
  text, long_text: longText, number, money, percent, date, datetime, choice, choices, person, link, phone, email, url,
  checkbox, rating, auto_number: autoNumber, encrypted, stage, grade, status,
};

/**
 * The field type of a column whose kind is known only while running.
 * The value belongs to the column's kind by the API's contract, which types cannot follow through an index.
 */
export function fieldOf(kind: FieldKind): FieldType<NonNullable<CellValue>> {
  return FIELDS[kind] as unknown as FieldType<NonNullable<CellValue>>;
}

/** A cell in words for labels and tooltips; empty when there is nothing. */
export function wordsOf(value: CellValue, column: FieldColumn, settings: FieldSettings): string {
  return value === null ? '' : fieldOf(column.kind).words(value, column, settings);
}

/** A cell as text that reads back to the same value; empty when there is nothing. */
export function textOf(value: CellValue, column: FieldColumn, settings: FieldSettings): string {
  return value === null ? '' : fieldOf(column.kind).text(value, column, settings);
}

/** True for what a person calls an empty cell. */
export function isEmptyValue(value: CellValue | undefined): boolean {
  return value === null || value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}
