import { IconChevronDown, IconChevronRight, IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from '../timeline/When';
import { useAssignment, type AssignmentStep } from './data';
import styles from './assigning.module.css';

/** 为什么分给我: which rule gave the lead to whom, on what values, and what became of it. */
export function Why({ id, me }: { id: number; me: number }) {
  const { t } = useTranslation('assigning');
  const story = useAssignment(id).data;
  const [open, setOpen] = useState<boolean>();
  const [latest] = story?.steps ?? [];
  if (!story || !latest) return null;
  const shown = open ?? story.accept_by !== null;
  const title = latest.person_id === me ? t('why.me') : latest.person ? t('why.them', { name: latest.person }) : t('why.nobody');
  return (
    <section className={styles.why} aria-label={title}>
      <button type="button" aria-expanded={shown} onClick={() => setOpen(!shown)}>
        <IconRoute size={14} stroke={1.75} aria-hidden />
        <span>{title}</span>
        {shown ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
      </button>
      {shown && (
        <ol>
          {story.steps.map((step) => <Step key={step.id} step={step} />)}
        </ol>
      )}
    </section>
  );
}

function Step({ step }: { step: AssignmentStep }) {
  const { t } = useTranslation('assigning');
  return (
    <li>
      <div className={styles.head}>
        <b>{step.rule ? t('why.rule', { rule: step.rule }) : t(`why.how.${step.how}`)}</b>
        <span>{step.person ?? t('why.pool')}</span>
        <small>{t(`why.state.${step.state}`)}</small>
        <When at={step.at} />
      </div>
      {step.reason && <p>{step.reason}</p>}
      {step.note && <p>{t('why.note', { note: step.note })}</p>}
      {step.inputs.length > 0 && (
        <dl>
          {step.inputs.map((seen) => (
            <div key={seen.column}>
              <dt>{seen.label}</dt>
              <dd>{seen.text ?? t('why.hidden')}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
