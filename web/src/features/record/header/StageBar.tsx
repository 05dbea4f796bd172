import { useTranslation } from 'react-i18next';
import { StageMark } from '@/fields/parts/StageMark';
import { useOwnStages, useTimeline } from '../data';
import type { RecordDetail, Stage } from '../types';
import { asStage, asText } from '../words';
import { buildStageSteps, type StageStep } from './stageBar';
import styles from './header.module.css';

interface Props {
  record: RecordDetail;
  /** Undefined when the reader may not advance. */
  onChoose: ((stage: Stage) => void) | undefined;
}

/** Where the lead stands on its way, with the days it took; a step is also the way to move there. */
export function StageBar({ record, onChoose }: Props) {
  const { t } = useTranslation('record');
  const stages = useOwnStages(record);
  const moves = useTimeline(record.id, 'stages').data?.pages.flatMap((page) => page.items) ?? [];
  const current = asStage(record.cells['stage']);
  const steps = buildStageSteps(stages, current, moves, asText(record.cells['stage_entered_at']), new Date().getTime());
  const closed = current && current.kind !== 'open' ? current : null;
  return (
    <div className={styles.stages} role="group" aria-label={t('header.stage')}>
      {steps.map((step) => <Step key={step.stage.id} step={step} onChoose={onChoose} />)}
      {closed && (
        <span className={styles.closed} data-kind={closed.kind}>
          <StageMark kind={closed.kind} progress={1} /> {closed.label}
        </span>
      )}
    </div>
  );
}

function Step({ step, onChoose }: { step: StageStep; onChoose: Props['onChoose'] }) {
  const { t } = useTranslation('record');
  const { stage, state, days } = step;
  const percent = Math.round(stage.progress * 100);
  const note = days === null ? '' : t(state === 'now' ? 'header.dayOf' : 'header.days', { count: days });
  return (
    <button
      type="button" className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}
      title={stage.definition ?? stage.label} disabled={!onChoose || state === 'now'} onClick={() => onChoose?.(stage)}
    >
      <i />
      <span>
        <b>{stage.label}{state === 'now' && percent > 0 ? ` ${percent}%` : ''}</b> {note}
      </span>
    </button>
  );
}
