import { IconAlertTriangle, IconCalendarEvent, IconClockExclamation, IconClockHour4 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import '@/fields/fields.css';
import { Avatar } from '@/fields/parts/Avatar';
import { GradeBadge } from '@/fields/parts/GradeBadge';
import { asPerson, asStage, asStatus, asText } from '@/features/record/words';
import { formatDate, formatDateTime, todayIso } from '@/kit/format/dates';
import { formatMoney, formatMoneyExact } from '@/kit/format/money';
import { cardTitle, cycleDays } from './cardWords';
import type { Card } from './model';
import styles from './kanban.module.css';

/** Company, amount, grade, next step; colour and a reason only where something is wrong. */
export function CardView({ card }: { card: Card }) {
  const { t, i18n } = useTranslation('kanban');
  const stage = asStage(card.cells['stage']);
  const status = asStatus(card.cells['status']);
  const trouble = status && (status.level === 'red' || status.level === 'amber') ? status : null;
  const amount = card.cells[stage?.kind === 'won' && card.cells['won_amount'] !== null ? 'won_amount' : 'amount'];
  const grade = asText(card.cells['grade']);
  const note = asText(card.cells['last_followup']);
  const Icon = trouble?.level === 'red' ? IconAlertTriangle : IconClockHour4;
  return (
    <>
      {trouble && <i className={styles.stripe} data-level={trouble.level} />}
      <b className={styles.title}>{cardTitle(card)}</b>
      <div className={styles.line}>
        {typeof amount === 'number' ? (
          <span className={`${styles.amount} money`} title={formatMoneyExact(amount)}>{formatMoney(amount, i18n.language)}</span>
        ) : (
          <span className={styles.quiet}>{t('noAmount')}</span>
        )}
        {grade && <GradeBadge grade={grade} />}
      </div>
      {trouble && (
        <div className={styles.line} data-level={trouble.level}>
          <Icon size={14} stroke={1.75} aria-hidden />
          <span className={styles.clip}>{trouble.words}</span>
        </div>
      )}
      {note && stage?.kind === 'open' && <div className={styles.line}><span className={styles.clip}>{note}</span></div>}
      <Foot card={card} level={trouble?.level} />
    </>
  );
}

function Foot({ card, level }: { card: Card; level: string | undefined }) {
  const { t, i18n } = useTranslation('kanban');
  const owner = asPerson(card.cells['owner']);
  const won = asText(card.cells['won_at']);
  const days = cycleDays(card);
  const next = asText(card.cells['next_at']);
  return (
    <div className={styles.line}>
      {won ? (
        <span className={styles.quiet}>
          {t('wonOn', { date: formatDate(won, i18n.language) })}
          {days !== null && ` · ${t('cycle', { count: days })}`}
        </span>
      ) : (
        next && <NextAt at={next} hasTime={card.cells['next_has_time'] === true} level={level} />
      )}
      <span className={styles.owner} title={owner?.label}>{owner && <Avatar id={owner.id} name={owner.label} />}</span>
    </div>
  );
}

/** A contact that is due or overdue takes the card's colour; a later one stays quiet. */
function NextAt({ at, hasTime, level }: { at: string; hasTime: boolean; level: string | undefined }) {
  const { i18n } = useTranslation('kanban');
  const today = todayIso();
  const day = todayIso(new Date(at));
  const late = day < today;
  const Icon = late ? IconClockExclamation : IconCalendarEvent;
  const words = formatDateTime(at, i18n.language);
  return (
    <span className={styles.next} data-level={day <= today ? (late ? 'red' : (level ?? 'amber')) : undefined}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {hasTime ? words : words.slice(0, -6)}
    </span>
  );
}
