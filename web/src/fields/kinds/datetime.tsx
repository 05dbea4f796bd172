import type { DisplayProps, FieldType } from '../field_type';
import { exactDateTime, formatDateTime } from '../format/dates';

function DateTimeDisplay({ value, settings }: DisplayProps<string>) {
  return <span className="f-date">{formatDateTime(value, settings.language, settings.now(), settings.zone)}</span>;
}

/** Values are UTC instants; they are shown, copied and typed on the clock of the organisation. */
export const datetime: FieldType<string> = {
  align: 'left',
  editor: 'datetime',
  Display: DateTimeDisplay,
  words: (value, _column, settings) => formatDateTime(value, settings.language, settings.now(), settings.zone),
  text: (value, _column, settings) => exactDateTime(value, settings.zone),
  measure: (value) => Date.parse(value),
  unmeasure: (measure) => new Date(measure).toISOString().replace('.000Z', 'Z'),
};
