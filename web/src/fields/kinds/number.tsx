import type { DisplayProps, FieldType } from '../field_type';
import { formatNumber } from '../format/numbers';

function NumberDisplay({ value, column }: DisplayProps<number>) {
  return <span className="f-number">{formatNumber(value) + (column.unit ? ` ${column.unit}` : '')}</span>;
}

export const number: FieldType<number> = {
  align: 'right',
  editor: 'line',
  Display: NumberDisplay,
  words: (value, column) => formatNumber(value) + (column.unit ? ` ${column.unit}` : ''),
  text: (value) => String(value),
  measure: (value) => value,
  // Steps of 0.1 must not gather binary dust.
  unmeasure: (measure) => Number(measure.toPrecision(12)),
  adds: true,
};
