import { useTranslation } from 'react-i18next';
import type { Column } from '@/api/types';
import { FieldInput } from '../input/FieldInput';
import inputStyles from '../input/input.module.css';
import type { StageAnswers, StageNeeds } from './needs';
import styles from './stage.module.css';

interface Props {
  needs: StageNeeds;
  answers: StageAnswers;
  columns: readonly Column[];
  /** What is wrong, by `reason`, `amount` or column id. */
  errors: Readonly<Record<string, string>>;
  autoFocus?: boolean;
  onChange: (answers: StageAnswers) => void;
}

/** The questions that entering a stage asks: why it was lost, what it was won for, columns that must be filled. */
export function StageNeedsForm({ needs, answers, columns, errors, autoFocus = false, onChange }: Props) {
  const { t } = useTranslation('record');
  return (
    <div className={styles.needs}>
      {needs.reason && (
        <Question label={t('stage.reason')} error={errors['reason'] ?? errors['lost_reason']}>
          <textarea
            className={inputStyles.input} rows={2} value={answers.reason} autoFocus={autoFocus} placeholder={t('stage.reasonHint')}
            aria-label={t('stage.reason')} onChange={(event) => onChange({ ...answers, reason: event.target.value })}
          />
        </Question>
      )}
      {needs.reason && (
        <Question label={t('stage.competitor')} error={errors['competitor']}>
          <input
            className={inputStyles.input} value={answers.competitor} aria-label={t('stage.competitor')}
            onChange={(event) => onChange({ ...answers, competitor: event.target.value })}
          />
        </Question>
      )}
      {needs.amount && (
        <Question label={t('stage.amount')} error={errors['amount']}>
          <input
            className={inputStyles.input} value={answers.amount} autoFocus={autoFocus} placeholder={t('stage.amountHint')}
            aria-label={t('stage.amount')} onChange={(event) => onChange({ ...answers, amount: event.target.value })}
          />
        </Question>
      )}
      {needs.columns.map((id, index) => {
        const column = columns.find((one) => one.id === id);
        return column ? (
          <Question key={id} label={column.label} error={errors[id]}>
            <FieldInput
              column={column} text={answers.cells[id] ?? ''} invalid={errors[id] !== undefined}
              autoFocus={autoFocus && index === 0 && !needs.reason && !needs.amount}
              onText={(text) => onChange({ ...answers, cells: { ...answers.cells, [id]: text } })}
            />
          </Question>
        ) : null;
      })}
    </div>
  );
}

function Question(props: { label: string; error: string | undefined; children: React.ReactNode }) {
  return (
    <div className={styles.question}>
      <span className={styles.label}>{props.label}</span>
      {props.children}
      {props.error && <p role="alert">{props.error}</p>}
    </div>
  );
}
