import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconClockHour4 } from '@tabler/icons-react';
import type { DisplayProps, FieldType } from '../field_type';
import type { StatusValue } from '../types';

const ICONS = { green: IconCircleCheck, amber: IconClockHour4, red: IconAlertTriangle, done: IconCircleCheck, none: IconCircleDashed };

/** Stripe, icon and words; only amber and red colour the words, so that trouble is what one sees. */
function StatusDisplay({ value }: DisplayProps<StatusValue>) {
  const Icon = ICONS[value.level];
  return (
    <span className={`f-status f-status-${value.level}`}>
      <i className="f-stripe" />
      <Icon size={14} stroke={1.75} />
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
