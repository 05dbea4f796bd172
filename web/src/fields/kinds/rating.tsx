import { IconStar, IconStarFilled } from '@tabler/icons-react';
import type { DisplayProps, FieldType } from '../field_type';

const STARS = [1, 2, 3, 4, 5];

function RatingDisplay({ value }: DisplayProps<number>) {
  return (
    <span className="f-rating">
      {STARS.map((star) => (star <= value ? <IconStarFilled key={star} size={14} /> : <IconStar key={star} size={14} stroke={1.5} />))}
    </span>
  );
}

export const rating: FieldType<number> = {
  align: 'left',
  editor: 'line',
  Display: RatingDisplay,
  words: (value) => `${value}/5`,
  text: (value) => String(value),
  measure: (value) => value,
  unmeasure: (measure) => Math.min(5, Math.max(0, Math.round(measure))),
};
