import { IconCheck } from '@tabler/icons-react';
import type { DisplayProps, FieldType } from '../field_type';

function CheckboxDisplay({ value }: DisplayProps<boolean>) {
  return <span className={value ? 'f-check f-check-on' : 'f-check'}>{value ? <IconCheck size={12} stroke={3} /> : null}</span>;
}

export const checkbox: FieldType<boolean> = {
  align: 'center',
  editor: 'toggle',
  Display: CheckboxDisplay,
  words: (value) => (value ? '✓' : ''),
  // What Excel writes for a logical value; the server reads it back in every language.
  text: (value) => (value ? 'TRUE' : 'FALSE'),
};
