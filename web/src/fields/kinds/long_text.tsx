import type { DisplayProps, FieldType } from '../field_type';

/** In a cell, lines are joined so that the row keeps its height. */
function LongTextDisplay({ value }: DisplayProps<string>) {
  return <span className="f-text">{value.replace(/\s*\n\s*/g, ' ')}</span>;
}

export const longText: FieldType<string> = {
  align: 'left',
  editor: 'lines',
  Display: LongTextDisplay,
  words: (value) => value,
  text: (value) => value,
};
