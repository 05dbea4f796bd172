import type { DisplayProps, FieldType } from '../field_type';

/** Draws text as it is; shared by the kinds whose value is text. */
export function TextDisplay({ value }: DisplayProps<string>) {
  return <span className="f-text">{value}</span>;
}

export const text: FieldType<string> = {
  align: 'left',
  editor: 'line',
  Display: TextDisplay,
  words: (value) => value,
  text: (value) => value,
};
