import { Alert, Button, Group, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { queryRows } from '@/api/tables';
import { toast } from '@/kit/notice/notice';
import { formatDateTime } from '@/kit/format/dates';
import { planMailing, sendMailing, type MailingGroup, type MailingPlan, type MailingPreview } from './calls';
import styles from './mailings.module.css';

/** Braces are the words' own marks, so they are put in. */
const PLACE_WORDS = { a: '{{公司}}', b: '{{联系人|您好}}' };

interface Props {
  /** The leads meant; null when there are more than can be gathered. */
  gather: () => Promise<number[] | null>;
  onClose: () => void;
  onDone?: () => void;
}

/** What was planned, and for which text: another text is planned anew before it can be sent. */
interface Planned {
  ids: number[];
  plan: MailingPlan;
}

/** 群发邮件: choose or write the mail, look at the first few and at who gets none, confirm with the count. */
export function MailingDialog({ gather, onClose, onDone }: Props) {
  const { t } = useTranslation('mailings');
  const router = useRouter();
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const [planned, setPlanned] = useState<Planned>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const written = subject.trim() !== '' && text.trim() !== '';

  function change(next: { subject?: string; text?: string }): void {
    if (next.subject !== undefined) setSubject(next.subject);
    if (next.text !== undefined) setText(next.text);
    setPlanned(undefined);
    setError(undefined);
  }

  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (caught) {
      setPlanned(undefined);
      setError(apiError(caught));
    } finally {
      setBusy(false);
    }
  }

  const look = () => run(async () => {
    const ids = await gather();
    if (ids === null) return setError(t('tooMany'));
    setPlanned({ ids, plan: await planMailing({ ids, subject, text }) });
  });

  const send = () => run(async () => {
    if (!planned) return;
    const { job } = await sendMailing({ ids: planned.ids, subject, text, confirmed: planned.plan.ready });
    toast({ words: t('begun', { count: planned.plan.ready }) });
    onDone?.();
    onClose();
    router.history.push(`/mailings?job=${job}`);
  });

  return (
    <Modal opened onClose={onClose} title={t('title')} size={640}>
      <div className={styles.form}>
        <TemplateSelect onPick={change} />
        <TextInput size="sm" label={t('subject')} value={subject} maxLength={250} onChange={(event) => change({ subject: event.currentTarget.value })} />
        <Textarea size="sm" label={t('text')} value={text} autosize minRows={6} maxRows={14} description={t('places', PLACE_WORDS)} onChange={(event) => change({ text: event.currentTarget.value })} />
        {planned && <PlanView plan={planned.plan} />}
        {error && <Alert color="red" role="alert">{error}</Alert>}
      </div>
      <Group justify="flex-end" gap={8} mt="md">
        <Button variant="subtle" mr="auto" onClick={() => { onClose(); router.history.push('/mailings'); }}>{t('past')}</Button>
        <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
        {planned ? (
          <Button loading={busy} disabled={planned.plan.ready === 0} onClick={() => void send()}>{t('send', { count: planned.plan.ready })}</Button>
        ) : (
          <Button loading={busy} disabled={!written} onClick={() => void look()}>{t('look')}</Button>
        )}
      </Group>
    </Modal>
  );
}

function TemplateSelect({ onPick }: { onPick: (template: { subject: string; text: string }) => void }) {
  const { t } = useTranslation('mailings');
  const templates = useQuery({
    queryKey: ['mail-templates'],
    queryFn: async () => {
      const page = await queryRows('mail_templates', { columns: ['name', 'subject', 'text'], limit: 100 });
      const at = (id: string) => page.columns.indexOf(id);
      return page.rows.map((row) => ({
        value: String(row.id),
        label: String(row.cells[at('name')] ?? ''),
        subject: String(row.cells[at('subject')] ?? ''),
        text: String(row.cells[at('text')] ?? ''),
      }));
    },
  });
  return (
    <Select
      size="sm" label={t('template')} placeholder={t(templates.data?.length === 0 ? 'noTemplates' : 'chooseTemplate')} data={templates.data ?? []} disabled={!templates.data?.length}
      onChange={(value) => {
        const found = templates.data?.find((one) => one.value === value);
        if (found) onPick({ subject: found.subject, text: found.text });
      }}
    />
  );
}

function PlanView({ plan }: { plan: MailingPlan }) {
  const { t, i18n } = useTranslation('mailings');
  return (
    <section className={styles.plan} aria-label={t('plan')}>
      <p className={styles.ready}>{t('ready', { count: plan.ready })}</p>
      {plan.minutes > 1 && <p>{t('takes', { count: plan.minutes })}</p>}
      {plan.not_before && <p>{t('later', { when: formatDateTime(plan.not_before, i18n.language) })}</p>}
      {!plan.can_send && <p className={styles.note}>{t('noServer')}</p>}
      {plan.skipped.map((group) => <Skipped key={group.key} group={group} />)}
      {plan.missing.length > 0 && <p>{t('missing', { names: plan.missing.join('、') })}</p>}
      {plan.previews.map((one) => <Preview key={one.lead} preview={one} />)}
    </section>
  );
}

function Skipped({ group }: { group: MailingGroup }) {
  const { t } = useTranslation('mailings');
  return (
    <details className={styles.group}>
      <summary>{t('skipped', { words: group.words })}<b>{group.count}</b></summary>
      <ul>{group.leads.map((lead) => <li key={lead.id}><a href={`/leads?record=${lead.id}`} target="_blank" rel="noreferrer">{lead.title}</a></li>)}</ul>
    </details>
  );
}

function Preview({ preview }: { preview: MailingPreview }) {
  return (
    <article className={styles.preview}>
      <header>{preview.title}<span>{preview.to}</span></header>
      <b>{preview.subject}</b>
      <p>{preview.text}</p>
    </article>
  );
}
