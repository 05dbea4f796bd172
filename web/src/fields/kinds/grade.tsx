import { GradeBadge } from '../parts/GradeBadge';
import type { DisplayProps, FieldType } from '../field_type';
import { labelOf } from '../options';

function GradeDisplay({ value, column }: DisplayProps<string>) {
  return <GradeBadge grade={labelOf(column, value)} />;
}

export const grade: FieldType<string> = {
  align: 'left',
  editor: 'list',
  Display: GradeDisplay,
  words: (value, column) => labelOf(column, value).replace('-', '−'),
  text: (value, column) => labelOf(column, value).replace('−', '-'),
};
