import { Alert, Button, Checkbox, Group, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconBrandWechat, IconMail, IconSearch } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError, isApiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import { useAction } from '@/features/record/useAction';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { getLeadMaterials, materialKeys, sendMaterials, type LeadMaterials, type Proposed, type Recipient, type SendBody } from './data';
import { Links } from './Links';
import { SentList } from './Sent';
import { matching } from './matching';
import styles from './materials.module.css';

interface Props {
  id: number;
  title: string;
  /** Chosen from the start, from a proposal. */
  chosen?: readonly number[];
  onClose: () => void;
}

/** 发资料: to whom, what, with which words; by mail, or by links to paste into WeChat. */
export default function SendDialog({ id, title, chosen = [], onClose }: Props) {
  const { t } = useTranslation('materials');
  const found = useQuery({ queryKey: materialKeys.ofLead(id), queryFn: () => getLeadMaterials(id) });
  return (
    <Modal opened onClose={onClose} title={t('send.title', { title })} size={640}>
      {found.isPending && <LoadingBars rows={8} />}
      {found.isError && (
        <PlaceState kind={isApiError(found.error, 'offline') ? 'offline' : 'error'} words={apiError(found.error)}>
          <Button size="xs" variant="default" onClick={() => void found.refetch()}>{t('again')}</Button>
        </PlaceState>
      )}
      {found.data && !found.data.may_send && <PlaceState kind="lock" words={t('send.no_right')} />}
      {found.data?.may_send && found.data.recipients.length === 0 && <PlaceState kind="lock" words={t('send.no_right')} />}
      {found.data?.may_send && found.data.recipients.length > 0 && <Form id={id} title={title} chosen={chosen} facts={found.data} onClose={onClose} />}
    </Modal>
  );
}

function Form({ id, title, chosen, facts, onClose }: { id: number; title: string; chosen: readonly number[]; facts: LeadMaterials; onClose: () => void }) {
  const { t } = useTranslation('materials');
  const client = useQueryClient();
  // The main contact, unless only another one can be written to.
  const [contact, setContact] = useState(() => (facts.recipients.find((one) => one.email && !one.mail_refusal) ?? facts.recipients[0])?.contact ?? null);
  const [picked, setPicked] = useState<number[]>([...chosen]);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const key = useRef(crypto.randomUUID());
  const send = useAction({
    mutationFn: (way: SendBody['way']) => sendMaterials(id, { materials: picked, way, contact, text: text.trim(), guard_reason: reason.trim(), client_key: key.current }),
    onSuccess: async (answer, way) => {
      notifyUndo(t(way === 'wechat' ? 'send.logged' : facts.can_send ? 'send.sent' : 'send.queued', { count: picked.length, title }), answer.operation);
      if (way === 'mail') onClose();
      await Promise.all([client.invalidateQueries({ queryKey: keys.row('leads', id) }), client.invalidateQueries({ queryKey: ['today'] })]);
    },
    // Another attempt after a refusal is another sending.
    onError: () => { key.current = crypto.randomUUID(); },
  });
  const recipient = facts.recipients.find((one) => one.contact === contact);
  const links = send.isSuccess && send.variables === 'wechat' ? send.data.links : undefined;
  if (links) return <Links links={links} text={text.trim()} onClose={onClose} />;
  const guard = facts.guard ?? (recipient?.yields ? recipient.mail_refusal : null);
  // The server asks the same as stands there already: then the field for it is what is missing.
  const asked = send.isError && guard !== null && apiError(send.error) === guard;
  const none = picked.length === 0;
  const noMail = !recipient?.email && !recipient?.mail_refusal ? t('send.no_mail') : recipient?.mail_refusal;
  return (
    <div className={styles.send}>
      <RecipientChoice recipients={facts.recipients} contact={contact} onContact={setContact} />
      <Choice proposed={facts.proposed} picked={picked} onPicked={setPicked} />
      <Textarea autosize minRows={2} maxRows={6} label={t('send.text')} placeholder={t('send.text_hint')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Guard words={guard} asked={asked} reason={reason} onReason={setReason} />
      {send.isError && !asked && <Alert color="red" role="alert">{apiError(send.error)}</Alert>}
      <p className={styles.hint}>{t('send.words', { days: facts.link_days })}{!facts.can_send && ` ${t('send.no_server')}`}</p>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" disabled={none} loading={send.isPending && send.variables === 'wechat'} leftSection={<IconBrandWechat size={16} stroke={1.75} />} onClick={() => send.mutate('wechat')}>{t('send.wechat')}</Button>
        <Button disabled={none || (noMail !== undefined && noMail !== null && !recipient?.yields)} title={noMail ?? undefined} loading={send.isPending && send.variables === 'mail'} leftSection={<IconMail size={16} stroke={1.75} />} onClick={() => send.mutate('mail')}>
          {none ? t('send.mail_none') : t('send.mail', { count: picked.length })}
        </Button>
      </Group>
      {facts.sent.length > 0 && <section className={styles.before}><h3>{t('send.before')}</h3><SentList sent={facts.sent} /></section>}
    </div>
  );
}

function RecipientChoice({ recipients, contact, onContact }: { recipients: readonly Recipient[]; contact: number | null; onContact: (contact: number | null) => void }) {
  const { t } = useTranslation('materials');
  const words = (one: Recipient) => [one.name || t('send.no_name'), one.title, one.email ?? t('send.no_address')].filter(Boolean).join(' · ');
  const chosen = recipients.find((one) => one.contact === contact);
  return (
    <Select
      allowDeselect={false} label={t('send.to')} value={String(contact ?? 0)} data={recipients.map((one) => ({ value: String(one.contact ?? 0), label: words(one) }))}
      description={chosen?.mail_refusal ?? undefined} inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(value) => onContact(Number(value) || null)}
    />
  );
}

/** What fits stands first with its reasons; the rest is found by name. */
function Choice({ proposed, picked, onPicked }: { proposed: readonly Proposed[]; picked: readonly number[]; onPicked: (picked: number[]) => void }) {
  const { t } = useTranslation('materials');
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  const shown = matching(proposed, search, picked, all);
  const more = proposed.length - shown.length;
  return (
    <div className={styles.choices}>
      <div className={styles.choiceHead}>
        <span id="materials-to-send">{t('send.what')}</span>
        {proposed.length > 5 && <TextInput size="xs" aria-label={t('send.search')} placeholder={t('send.search')} leftSection={<IconSearch size={14} stroke={1.75} />} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />}
      </div>
      {proposed.length === 0 && <p className={styles.hint}>{t('send.nothing')}</p>}
      {proposed.length > 0 && shown.length === 0 && <p className={styles.hint}>{t('send.not_found')}</p>}
      <ul role="group" aria-labelledby="materials-to-send">
        {shown.map((one) => (
          <li key={one.id}>
            <Checkbox
              size="sm" checked={picked.includes(one.id)} onChange={(event) => onPicked(event.currentTarget.checked ? [...picked, one.id] : picked.filter((id) => id !== one.id))}
              label={<span className={styles.option}><b>{one.name}</b>{one.kind && <i className={styles.kind}>{one.kind}</i>}<small data-fits={one.fits}>{one.reasons.join(t('comma'))}</small></span>}
            />
          </li>
        ))}
      </ul>
      {search === '' && more > 0 && <button type="button" className={styles.link} onClick={() => setAll(true)}>{t('send.more', { count: more })}</button>}
    </div>
  );
}

/** Why the customer should not be contacted now, or wants no mail; then it is asked why. */
function Guard({ words, asked, reason, onReason }: { words: string | null; asked: boolean; reason: string; onReason: (reason: string) => void }) {
  const { t } = useTranslation('materials');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked) input.current?.focus();
  }, [asked]);
  if (!words) return null;
  return (
    <div className={styles.guard} role={asked ? 'alert' : undefined}>
      <p><IconAlertTriangle size={16} stroke={1.75} aria-hidden /> {words}</p>
      <TextInput ref={input} size="sm" error={asked} aria-label={t('send.reason')} placeholder={t('send.reason')} value={reason} onChange={(event) => onReason(event.currentTarget.value)} />
    </div>
  );
}
