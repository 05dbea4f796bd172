import {
  IconAlertTriangle, IconBulb, IconCalendarEvent, IconClockHour4, IconFlag, IconHourglass, IconInbox, IconStairsUp,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason } from './types';
import styles from './today.module.css';

type Icon = ComponentType<{ size?: number; stroke?: number }>;

const ICONS: Record<string, Icon> = {
  owed: IconFlag, awaited: IconFlag, accept: IconHourglass, signal: IconBulb, close: IconCalendarEvent, handle: IconCalendarEvent,
  recycle: IconInbox, stage: IconStairsUp,
};

/** A reason in its colour, always with an icon. */
export function ReasonLine({ reason }: { reason: Reason | undefined }) {
  if (!reason) return null;
  const Icon = reason.level === 'red' ? IconAlertTriangle : (ICONS[reason.key] ?? IconClockHour4);
  return (
    <span className={styles.reason} data-level={reason.level}>
      <Icon size={14} stroke={1.75} />
      <span>{reason.words}</span>
    </span>
  );
}

export function GradeMark({ grade }: { grade: string | null }) {
  if (!grade) return null;
  return <i className={styles.grade} data-letter={grade[0]}>{grade.replace('-', '−')}</i>;
}

/** The number as a telephone understands it. */
export function telOf(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, '')}`;
}

/** Marks a lead that is worked for somebody else. */
export function ForWhom({ name }: { name: string | null }) {
  const { t } = useTranslation('today');
  if (name === null) return null;
  return <i className={styles.stands} title={t('stands_for', { name })} aria-label={t('stands_for', { name })}>{t('stands')}</i>;
}
