import type { DisplayProps, FieldType } from '../field_type';
import { dateOfDay, dayNumber, formatDate } from '../format/dates';

function DateDisplay({ value, settings }: DisplayProps<string>) {
  return <span className="f-date">{formatDate(value, settings.language, settings.now(), settings.zone)}</span>;
}

export const date: FieldType<string> = {
  align: 'left',
  editor: 'date',
  Display: DateDisplay,
  words: (value, _column, settings) => formatDate(value, settings.language, settings.now(), settings.zone),
  text: (value) => value,
  measure: dayNumber,
  unmeasure: dateOfDay,
};
