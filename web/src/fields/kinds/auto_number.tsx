import type { FieldType } from '../field_type';
import { TextDisplay } from './text';

export const autoNumber: FieldType<string> = {
  align: 'left',
  editor: 'none',
  Display: TextDisplay,
  words: (value) => value,
  text: (value) => value,
};
