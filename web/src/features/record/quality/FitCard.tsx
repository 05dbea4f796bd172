import { Button } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronRight, IconHelp, IconLock, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GradeBadge } from '@/fields/parts/GradeBadge';
import type { FactEdit } from '../facts/useFactEdit';
import type { RecordDetail } from '../types';
import { useFit, type Fit, type Reason } from './data';
import styles from './quality.module.css';

interface Props {
  record: RecordDetail;
  edit: FactEdit;
  canEdit: boolean;
}

/** 匹配度 and 建议等级 with the criteria behind them; the proposal is taken over as an ordinary edit of the grade. */
export function FitCard({ record, edit, canEdit }: Props) {
  const { t } = useTranslation('quality');
  const fit = useFit(record.id).data;
  const [open, setOpen] = useState(false);
  if (fit?.horizon) return <HorizonCard horizon={fit.horizon} given={fit.given} edit={edit} canEdit={canEdit} />;
  if (!fit?.readable || (fit.reasons.length === 0 && fit.hidden === 0)) return null;
  const { score, grade, given } = fit;
  const differs = grade !== null && grade !== (given ?? '')[0];
  const missed = fit.reasons.filter(({ state }) => state === 'missed').length;
  return (
    <section className={styles.fit} aria-label={t('fit.title')}>
      <header>
        <span className={styles.score}>
          {t('fit.title')} <b>{score ?? '–'}</b>
        </span>
        {grade ? (
          <span className={styles.proposed}>{t('fit.proposed')} <GradeBadge grade={grade} /></span>
        ) : (
          <span className={styles.quiet}>{t('fit.too_little')}</span>
        )}
        {differs && canEdit && (
          <Button size="compact-xs" variant="light" loading={edit.states['grade']?.kind === 'saving'} onClick={() => void edit.save('grade', grade)}>
            {t('fit.adopt', { grade })}
          </Button>
        )}
      </header>
      {score !== null && <div className={styles.bar} role="img" aria-label={t('fit.of', { score })}><i style={{ width: `${score}%` }} /></div>}
      <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        {t('fit.sum', { met: fit.reasons.filter(({ state }) => state === 'met').length, missed, unknown: fit.reasons.length - missed - fit.reasons.filter(({ state }) => state === 'met').length })}
      </button>
      {open && (
        <ul className={styles.reasons}>
          {fit.reasons.map((reason) => <ReasonLine key={reason.id} reason={reason} />)}
          {fit.hidden > 0 && (
            <li data-state="hidden">
              <IconLock size={14} stroke={1.75} aria-hidden />
              <span>{t('fit.hidden', { count: fit.hidden })}</span>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

const ICONS = { met: IconCheck, missed: IconX, unknown: IconHelp };

function ReasonLine({ reason }: { reason: Reason }) {
  const { t } = useTranslation('quality');
  const Icon = ICONS[reason.state];
  return (
    <li data-state={reason.state}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span>{reason.words}</span>
      <small>{t(`fit.state_${reason.state}`)}{reason.kind === 'hard' ? t('fit.hard') : ''}</small>
    </li>
  );
}

interface HorizonProps extends Pick<Props, 'edit' | 'canEdit'> {
  horizon: NonNullable<Fit['horizon']>;
  given: string | null;
}

/** The grade that need and expected close give, with its reasons: a click takes it over. */
function HorizonCard({ horizon, given, edit, canEdit }: HorizonProps) {
  const { t } = useTranslation('quality');
  const { grade, reasons } = horizon;
  return (
    <section className={styles.fit} aria-label={t('horizon.title')}>
      <header>
        <span className={styles.score}>{t('horizon.title')}</span>
        {grade ? <span className={styles.proposed}>{t('fit.proposed')} <GradeBadge grade={grade} /></span> : <span className={styles.quiet}>{t('fit.too_little')}</span>}
        {grade !== null && grade !== (given ?? '')[0] && canEdit && (
          <Button size="compact-xs" variant="light" loading={edit.states['grade']?.kind === 'saving'} onClick={() => void edit.save('grade', grade)}>
            {t('fit.adopt', { grade })}
          </Button>
        )}
      </header>
      <ul className={styles.reasons}>
        {reasons.map((words, index) => {
          // Without a grade the last reason says what is missing.
          const state = grade === null && index === reasons.length - 1 ? 'unknown' : 'met';
          const Icon = ICONS[state];
          return <li key={words} data-state={state}><Icon size={14} stroke={1.75} aria-hidden /><span>{words}</span></li>;
        })}
      </ul>
    </section>
  );
}
