import type { FieldType } from '../field_type';
import { TextDisplay } from './text';

/** Kept encrypted at rest; readers without the right get the mask as its value. */
export const encrypted: FieldType<string> = {
  align: 'left',
  editor: 'line',
  Display: TextDisplay,
  words: (value) => value,
  text: (value) => value,
};
