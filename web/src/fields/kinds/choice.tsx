import { Tag } from '../parts/Tag';
import type { DisplayProps, FieldType } from '../field_type';
import { labelOf, optionOf } from '../options';

function ChoiceDisplay({ value, column }: DisplayProps<string>) {
  const option = optionOf(column, value);
  if (option?.tone) return <Tag tone={option.tone}>{option.label}</Tag>;
  return <span className="f-text">{option?.label ?? value}</span>;
}

export const choice: FieldType<string> = {
  align: 'left',
  editor: 'list',
  Display: ChoiceDisplay,
  words: (value, column) => labelOf(column, value),
  text: (value, column) => labelOf(column, value),
};
