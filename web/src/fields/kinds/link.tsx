import type { DisplayProps, FieldType } from '../field_type';
import type { Reference } from '../types';

function LinkDisplay({ value }: DisplayProps<Reference>) {
  return <span className="f-text f-link">{value.label}</span>;
}

export const link: FieldType<Reference> = {
  align: 'left',
  editor: 'list',
  Display: LinkDisplay,
  words: (value) => value.label,
  text: (value) => value.label,
};
