import type { DisplayProps, FieldType } from '../field_type';
import { formatMoneyExact, formatMoneyShort, plainYuan } from '../format/numbers';

function MoneyDisplay({ value, settings }: DisplayProps<number>) {
  return (
    <span className="f-number money" data-tip={formatMoneyExact(value)}>
      {formatMoneyShort(value, settings.language)}
    </span>
  );
}

/** Values are fen; what is copied and typed is yuan. */
export const money: FieldType<number> = {
  align: 'right',
  editor: 'line',
  Display: MoneyDisplay,
  words: (value, _column, settings) => formatMoneyShort(value, settings.language),
  text: (value) => plainYuan(value),
  measure: (value) => value,
  unmeasure: (measure) => Math.round(measure),
  adds: true,
};
