import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import type { CellsAnswer, CellValue, TableSchema, Via } from '@/api/types';
import { textOf } from '@/fields/registry';
import { fieldColumn, useFieldSettings } from '../parts';
import type { Stage } from '../types';
import { moveStage } from './moveStage';
import { needsOf, NO_ANSWERS, unanswered, type StageAnswers, type StageNeeds } from './needs';
import { StageNeedsForm } from './StageNeedsForm';
import { useAction } from '../useAction';
import styles from './stage.module.css';

interface Props {
  lead: { id: number; title: string; cells: Readonly<Record<string, CellValue>> };
  stage: Stage;
  schema: TableSchema;
  via: Via;
  /** Questions the server asked beyond what the stage is known to require. */
  asked?: Partial<StageNeeds>;
  onDone: (answer: CellsAnswer) => void;
  onCancel: () => void;
}

function useAmountText(schema: TableSchema, cells: Readonly<Record<string, CellValue>>): string {
  const settings = useFieldSettings();
  const column = schema.columns.find((one) => one.id === 'amount');
  const amount = cells['amount'] ?? null;
  return column && typeof amount === 'number' ? textOf(amount, fieldColumn(column), settings) : '';
}

/** Asks what a stage needs before a lead enters it; nothing moves until it is answered, and cancelling moves nothing. */
export function StageMoveDialog({ lead, stage, schema, via, asked, onDone, onCancel }: Props) {
  const { t } = useTranslation('record');
  const needs = { ...needsOf(stage, lead.cells), ...asked };
  const amount = useAmountText(schema, lead.cells);
  const [answers, setAnswers] = useState<StageAnswers>({ ...NO_ANSWERS, amount });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const move = useAction({
    mutationFn: () => moveStage(lead.id, stage, needs, answers, via),
    onSuccess: (outcome) => {
      if (outcome.answer && Object.keys(outcome.errors).length === 0) onDone(outcome.answer);
      else setErrors(outcome.errors);
    },
  });
  const submit = () => {
    const missing = unanswered(needs, answers);
    setErrors(Object.fromEntries(missing.map((name) => [name, t('stage.missing')])));
    if (missing.length === 0) move.mutate();
  };
  const general = errors['stage'] ?? (move.isError ? apiError(move.error) : null);
  return (
    <Modal opened onClose={onCancel} title={t('stage.title', { title: lead.title, stage: stage.label })} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {stage.definition && <p className={styles.definition}>{stage.definition}</p>}
        <StageNeedsForm needs={needs} answers={answers} columns={schema.columns} errors={errors} autoFocus onChange={setAnswers} />
        {general && <p className={styles.error} role="alert">{general}</p>}
        <div className={styles.foot}>
          <Button variant="default" onClick={onCancel}>{t('cancel')}</Button>
          <Button type="submit" loading={move.isPending}>{t('stage.move', { stage: stage.label })}</Button>
        </div>
      </form>
    </Modal>
  );
}
