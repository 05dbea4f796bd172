import { Avatar } from '../parts/Avatar';
import type { DisplayProps, FieldType } from '../field_type';
import type { Reference } from '../types';

function PersonDisplay({ value }: DisplayProps<Reference>) {
  return (
    <span className="f-person">
      <Avatar id={value.id} name={value.label} />
      <span className="f-text">{value.label}</span>
    </span>
  );
}

export const person: FieldType<Reference> = {
  align: 'left',
  editor: 'list',
  Display: PersonDisplay,
  words: (value) => value.label,
  text: (value) => value.label,
};
