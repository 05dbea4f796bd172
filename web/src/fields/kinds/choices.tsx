import { Tag } from '../parts/Tag';
import type { DisplayProps, FieldType } from '../field_type';
import { labelOf, optionOf } from '../options';

function ChoicesDisplay({ value, column }: DisplayProps<readonly string[]>) {
  return (
    <span className="f-tags" data-tip={value.map((key) => labelOf(column, key)).join('、')}>
      {value.map((key) => (
        <Tag key={key} tone={optionOf(column, key)?.tone ?? 'neutral'}>{labelOf(column, key)}</Tag>
      ))}
    </span>
  );
}

export const choices: FieldType<readonly string[]> = {
  align: 'left',
  editor: 'lists',
  Display: ChoicesDisplay,
  words: (value, column) => value.map((key) => labelOf(column, key)).join('、'),
  text: (value, column) => value.map((key) => labelOf(column, key)).join('、'),
};
