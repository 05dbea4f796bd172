import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellValue, Column } from '@/api/types';
import { StageMark } from '@/fields/parts/StageMark';
import { needsOf, NO_ANSWERS, type StageAnswers } from '../stage/needs';
import { StageNeedsForm } from '../stage/StageNeedsForm';
import type { Stage } from '../types';
import type { ComposerState } from './useComposer';
import styles from './composer.module.css';

interface Props {
  composer: ComposerState;
  stages: readonly Stage[];
  current: number | null;
  cells: Readonly<Record<string, CellValue>>;
  columns: readonly Column[];
  onClose: () => void;
}

/** Moves the stage together with the follow-up; asks at once what the stage requires. */
export function StageRow({ composer, stages, current, cells, columns, onClose }: Props) {
  const { t } = useTranslation('record');
  const { draft, change, error } = composer;
  const [answers, setAnswers] = useState<StageAnswers>(NO_ANSWERS);
  const target = stages.find((stage) => stage.id === draft.stage?.stage);
  const choose = (stage: Stage) => {
    setAnswers(NO_ANSWERS);
    change({ stage: { stage: stage.id } });
  };
  const answer = (next: StageAnswers) => {
    setAnswers(next);
    if (!target) return;
    const { reason, competitor, amount } = next;
    change({
      stage: {
        stage: target.id,
        ...(reason ? { reason, lost_reason: reason } : {}),
        ...(competitor ? { competitor } : {}),
        ...(amount ? { amount } : {}),
      },
      set: { ...draft.set, ...next.cells },
    });
  };
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('composer.stage')}</span>
      <div>
        <div className={styles.chips}>
          {stages.filter((stage) => stage.id !== current).map((stage) => (
            <button
              key={stage.id} type="button" className={styles.chip} aria-pressed={stage.id === target?.id}
              title={stage.definition ?? undefined} onClick={() => choose(stage)}
            >
              <StageMark kind={stage.kind} progress={stage.progress} />
              {stage.label}
            </button>
          ))}
          <button
            type="button" className={styles.x} aria-label={t('composer.stageKeep')}
            onClick={() => {
              change({ stage: null });
              onClose();
            }}
          >
            <IconX size={14} />
          </button>
        </div>
        {target && (
          <div style={{ marginTop: 8 }}>
            <StageNeedsForm needs={needsOf(target, cells)} answers={answers} columns={columns} errors={{}} onChange={answer} />
          </div>
        )}
        {error?.part === 'stage' && <p className={styles.error} role="alert">{error.words}</p>}
      </div>
    </div>
  );
}
