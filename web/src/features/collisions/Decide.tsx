import { Button, Radio, Textarea } from '@mantine/core';
import { IconArrowUp, IconGavel, IconMessageReport } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import { useAction } from '@/features/record/useAction';
import { appealAgainst, caseKeys, passUp, ruleOn, type CaseRow, type Evidence, type Ruling } from './data';
import styles from './collisions.module.css';

interface Props {
  row: CaseRow;
  title: string;
  asker: string;
  evidence: Evidence;
}

/** What this reader may do now: rule with a reason, pass it up, or appeal. */
export function Decide(props: Props) {
  if (props.evidence.may_rule) return <Rule {...props} />;
  return props.evidence.may_appeal ? <Appeal {...props} /> : null;
}

function useAfter() {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: caseKeys }), client.invalidateQueries({ queryKey: keys.rows('leads') })]);
}

/** `ruling:lead`; without a lead for the one that needs none. */
function choicesOf(evidence: Evidence): { ruling: Ruling; lead?: number }[] {
  const several = evidence.claims.flatMap(({ lead, is_askers }) => [
    { ruling: 'keeps' as const, lead },
    ...(is_askers ? [] : [{ ruling: 'asker' as const, lead }]),
  ]);
  return [...several, { ruling: 'none' }];
}

function Rule({ row, title, asker, evidence }: Props) {
  const { t } = useTranslation('collisions');
  const after = useAfter();
  const choices = choicesOf(evidence);
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const choice = choices[chosen === undefined ? -1 : Number(chosen)];
  const rule = useAction({
    mutationFn: (body: { ruling: Ruling; lead?: number }) => ruleOn(row.id, { ...body, reason }),
    onSuccess: (answer, body) => {
      notifyUndo(t(`done.${body.ruling}`, { title }), answer.operation);
      return after();
    },
  });
  const up = useAction({
    mutationFn: () => passUp(row.id),
    onSuccess: (answer) => {
      notifyUndo(t('passed', { title }), answer.operation);
      return after();
    },
  });
  const nameOf = (lead: number | undefined) => evidence.claims.find((claim) => claim.lead === lead);
  return (
    <form
      className={styles.decide} aria-label={t('decide')}
      onSubmit={(event) => {
        event.preventDefault();
        if (choice && reason.trim()) rule.mutate(choice);
      }}
    >
      <Radio.Group value={chosen ?? ''} onChange={setChosen} aria-label={t('who')}>
        <div className={styles.choices}>
          {choices.map((one, index) => (
            <Radio
              key={index} value={String(index)} size="xs"
              label={t(`choose.${one.ruling}`, { asker, owner: nameOf(one.lead)?.owner ?? t('nobody'), lead: nameOf(one.lead)?.title ?? '' })}
            />
          ))}
        </div>
      </Radio.Group>
      <Textarea autosize minRows={2} maxRows={6} aria-label={t('reason')} placeholder={t('reason_hint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {(rule.isError || up.isError) && <p className={styles.error} role="alert">{apiError(rule.error ?? up.error)}</p>}
      <div className={styles.buttons}>
        {evidence.may_pass_up && <Button variant="default" loading={up.isPending} leftSection={<IconArrowUp size={16} stroke={1.75} />} onClick={() => up.mutate()}>{t('pass_up')}</Button>}
        <Button type="submit" disabled={!choice || !reason.trim()} loading={rule.isPending} leftSection={<IconGavel size={16} stroke={1.75} />}>{t('rule_now')}</Button>
      </div>
    </form>
  );
}

function Appeal({ row, title }: Props) {
  const { t } = useTranslation('collisions');
  const after = useAfter();
  const [words, setWords] = useState('');
  const send = useAction({
    mutationFn: () => appealAgainst(row.id, words),
    onSuccess: (answer) => {
      notifyUndo(t('appeal_sent', { title }), answer.operation);
      return after();
    },
  });
  return (
    <form
      className={styles.decide} aria-label={t('appeal')}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim()) send.mutate();
      }}
    >
      <Textarea autosize minRows={2} maxRows={6} aria-label={t('appeal_why')} placeholder={t('appeal_hint')} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      {send.isError && <p className={styles.error} role="alert">{apiError(send.error)}</p>}
      <div className={styles.buttons}>
        <Button type="submit" variant="default" disabled={!words.trim()} loading={send.isPending} leftSection={<IconMessageReport size={16} stroke={1.75} />}>{t('appeal')}</Button>
      </div>
    </form>
  );
}
