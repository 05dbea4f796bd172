import type { DisplayProps, FieldType } from '../field_type';
import { formatNumber } from '../format/numbers';

function PercentDisplay({ value }: DisplayProps<number>) {
  return <span className="f-number lit">{formatNumber(value, 2)}%</span>;
}

/** Values are percent points: 12.5 reads 12.5%. */
export const percent: FieldType<number> = {
  align: 'right',
  editor: 'line',
  Display: PercentDisplay,
  words: (value) => `${formatNumber(value, 2)}%`,
  text: (value) => `${value}%`,
  measure: (value) => value,
  unmeasure: (measure) => Number(measure.toPrecision(12)),
};
