import type { FieldType } from '../field_type';
import { TextDisplay } from './text';

export const phone: FieldType<string> = {
  align: 'left',
  editor: 'line',
  Display: TextDisplay,
  words: (value) => value,
  text: (value) => value,
};
