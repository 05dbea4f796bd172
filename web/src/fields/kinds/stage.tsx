import { StageMark } from '../parts/StageMark';
import type { DisplayProps, FieldType } from '../field_type';
import type { StageValue } from '../types';

function StageDisplay({ value }: DisplayProps<StageValue>) {
  return (
    <span className="f-stage">
      <StageMark kind={value.kind} progress={value.progress} />
      <span className="f-text">{value.label}</span>
    </span>
  );
}

export const stage: FieldType<StageValue> = {
  align: 'left',
  editor: 'list',
  Display: StageDisplay,
  words: (value) => value.label,
  text: (value) => value.label,
};
