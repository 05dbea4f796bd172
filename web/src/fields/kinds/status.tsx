import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconClockHour4 } from '@tabler/icons-react';
import type { DisplayProps, FieldType } from '../field_type';
import type { StatusValue } from '../types';

const SIZE = { size: 14, stroke: 1.75 };
/** Made once: a table shows hundreds of them and React skips an element it has seen before. */
const ICONS = {
  green: <IconCircleCheck {...SIZE} />, amber: <IconClockHour4 {...SIZE} />, red: <IconAlertTriangle {...SIZE} />,
  done: <IconCircleCheck {...SIZE} />, none: <IconCircleDashed {...SIZE} />,
};

/** Stripe, icon and words; only amber and red colour the words, so that trouble is what one sees. */
function StatusDisplay({ value }: DisplayProps<StatusValue>) {
  return (
    <span className={`f-status f-status-${value.level}`}>
      <i className="f-stripe" />
      {ICONS[value.level]}
      <span className="f-text">{value.words}</span>
    </span>
  );
}

export const status: FieldType<StatusValue> = {
  align: 'left',
  editor: 'none',
  Display: StatusDisplay,
  words: (value) => value.words,
  text: (value) => value.words,
};
