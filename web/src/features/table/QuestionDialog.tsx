import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditExtra } from '@/api/types';
import type { Question } from './rows/edits';

interface Props {
  questions: Question[];
  onAnswer: (extra: EditExtra) => void;
  onCancel: () => void;
}

/** Asks once for what the server needs before it writes a stage: why it was lost, for how much it was won. */
export function QuestionDialog({ questions, onAnswer, onCancel }: Props) {
  const { t } = useTranslation('table');
  const [reason, setReason] = useState('');
  const [competitor, setCompetitor] = useState('');
  const [amount, setAmount] = useState('');
  const first = questions[0];
  if (!first) return null;
  const byReason = first.needs === 'reason';

  function submit(event: FormEvent): void {
    event.preventDefault();
    const lost = { reason: reason.trim(), lost_reason: reason.trim(), ...(competitor.trim() && { competitor: competitor.trim() }) };
    onAnswer(byReason ? lost : { amount: amount.trim() });
  }

  return (
    <Modal opened onClose={onCancel} title={t(byReason ? 'ask.lost_title' : 'ask.won_title', { count: questions.length })} size={420}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
        <p style={{ margin: 0 }}>{first.message}</p>
        {byReason ? (
          <>
            <Textarea data-autofocus label={t('ask.lost_reason')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            <TextInput label={t('ask.competitor')} value={competitor} onChange={(event) => setCompetitor(event.currentTarget.value)} />
          </>
        ) : (
          <TextInput data-autofocus label={t('ask.amount')} placeholder={t('ask.amount_hint')} value={amount} onChange={(event) => setAmount(event.currentTarget.value)} />
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onCancel}>
            {t('ask.keep')}
          </Button>
          <Button type="submit" disabled={byReason ? reason.trim() === '' : amount.trim() === ''}>
            {t(byReason ? 'ask.lost_go' : 'ask.won_go')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
