import { Alert, Button, Select, Textarea } from '@mantine/core';
import { IconDownload, IconPrinter, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { apiError, isApiError } from '@/api/errors';
import { keys } from '@/api/keys';
import type { Labelled } from '@/api/types';
import { notifyUndo } from '@/api/undo';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { TopBarExtra } from '@/kit/parts/Slot';
import { useAction } from '../record/useAction';
import { PersonSelect } from '../settings/parts/PersonSelect';
import { Briefs } from './Briefs';
import { briefsQuery, handOver, previewQuery, useHandoverPlace, useOpenHandover, type HandoverPlace, type Preview, type Way } from './data';
import styles from './handover.module.css';

/** 交接: what there is, who gets it, the briefing; then one step. A handover that was done shows its briefing. */
export function Page() {
  const place = useHandoverPlace();
  if (place.done !== undefined) return <Done operation={place.done} />;
  if (place.person === undefined && place.ids === undefined) return <Choosing />;
  return <Planning key={JSON.stringify(place)} place={place} />;
}

/** Nothing chosen yet: whose leads, or back to the list to tick some. */
function Choosing() {
  const { t } = useTranslation('handover');
  const open = useOpenHandover();
  return (
    <>
      <TopBarExtra>{t('title')}</TopBarExtra>
      <PlaceState kind="empty" words={t('choose')}>
        <PersonSelect size="sm" w={240} aria-label={t('whose')} placeholder={t('whose')} value={null} onChange={(person) => person && open({ person: person.id })} />
      </PlaceState>
    </>
  );
}

function Fault({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useTranslation('handover');
  const kind = isApiError(error, 'offline') ? 'offline' : isApiError(error) && (error.status === 403 || error.status === 404) ? 'lock' : 'error';
  return <PlaceState kind={kind} words={apiError(error)}>{kind !== 'lock' && <Button variant="default" onClick={again}>{t('again')}</Button>}</PlaceState>;
}

function Planning({ place }: { place: HandoverPlace }) {
  const { t } = useTranslation('handover');
  const client = useQueryClient();
  const open = useOpenHandover();
  const [receivers, setReceivers] = useState<Labelled[]>([]);
  const [way, setWay] = useState<Way>('in_turn');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const wish = { person: place.person ?? null, ids: place.ids ?? null, to: receivers.map(({ id }) => id), way };
  const asked = useQuery(previewQuery(wish));
  const go = useAction({
    mutationFn: () => handOver({ ...wish, reason: reason.trim() }),
    onSuccess: (answer) => {
      notifyUndo(t('done', { count: answer.done.length }), answer.operation);
      void client.invalidateQueries({ queryKey: keys.rows('leads') });
      const refused = answer.refused[0];
      if (refused) setError(t('refused', { count: answer.refused.length, why: refused.message }));
      else if (answer.operation) open({ done: answer.operation }, true);
    },
    onError: (thrown) => setError(apiError(thrown)),
  });
  if (asked.isPending) return <LoadingBars rows={12} />;
  if (!asked.data) return <Fault error={asked.error} again={() => void asked.refetch()} />;
  const preview = asked.data;
  const title = preview.label ? t('of', { name: preview.label }) : t('chosen', { count: preview.leads });
  const ready = receivers.length > 0 && preview.leads > 0 && !asked.isPlaceholderData;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (ready) go.mutate(undefined);
  }

  return (
    <div className={styles.page}>
      <TopBarExtra>{t('title')}</TopBarExtra>
      <form className={styles.side} onSubmit={submit} aria-label={title}>
        <h2>{title}</h2>
        <Counts preview={preview} />
        <Receivers receivers={receivers} preview={preview} except={place.person} onChange={setReceivers} />
        {receivers.length > 1 && (
          <Select
            size="sm" label={t('way')} allowDeselect={false} value={way} onChange={(value) => setWay((value ?? 'in_turn') as Way)}
            data={[{ value: 'in_turn', label: t('in_turn') }, { value: 'by_unit', label: t('by_unit') }]}
          />
        )}
        <Textarea size="sm" label={t('reason')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        {(error ?? asked.error) && <Alert color="red" role="alert">{error ?? apiError(asked.error)}</Alert>}
        <Button type="submit" loading={go.isPending} disabled={!ready}>{receivers.length === 0 ? t('go_none') : t('go', { count: preview.leads })}</Button>
        <p className={styles.quiet}>{t('words')}</p>
      </form>
      <div className={styles.paper}>
        {preview.leads === 0 ? <PlaceState kind="empty" words={t('nothing')} /> : <Briefs briefs={preview.briefs} />}
        {preview.leads > preview.briefs.length && <p className={styles.quiet}>{t('more', { count: preview.leads - preview.briefs.length })}</p>}
      </div>
    </div>
  );
}

function Counts({ preview }: { preview: Preview }) {
  const { t } = useTranslation('handover');
  const counts = [['leads', preview.leads], ['open', preview.open], ['promises', preview.promises], ['plans', preview.plans]] as const;
  return (
    <>
      <dl className={styles.counts}>
        {counts.map(([key, count]) => (
          <div key={key}>
            <dt>{t(`count.${key}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {preview.beyond > 0 && <Alert color="yellow" role="note">{t('beyond', { count: preview.beyond })}</Alert>}
    </>
  );
}

interface ReceiversProps {
  receivers: Labelled[];
  preview: Preview;
  except: number | undefined;
  onChange: (receivers: Labelled[]) => void;
}

function Receivers({ receivers, preview, except, onChange }: ReceiversProps) {
  const { t } = useTranslation('handover');
  const taken = [...receivers.map(({ id }) => id), ...(except === undefined ? [] : [except])];
  return (
    <div className={styles.receivers}>
      {receivers.map((person) => (
        <span key={person.id} className={styles.receiver}>
          {person.label}
          <b>{t('share', { count: preview.shares.find(({ id }) => id === person.id)?.count ?? 0 })}</b>
          <button type="button" aria-label={t('remove', { name: person.label })} onClick={() => onChange(receivers.filter(({ id }) => id !== person.id))}>
            <IconX size={14} stroke={1.75} />
          </button>
        </span>
      ))}
      <PersonSelect
        size="sm" label={t(receivers.length === 0 ? 'to' : 'to_more')} placeholder={t('to_hint')} value={null} except={taken}
        onChange={(person) => person && onChange([...receivers, person])}
      />
    </div>
  );
}

function Done({ operation }: { operation: number }) {
  const { t } = useTranslation('handover');
  const asked = useQuery(briefsQuery(operation));
  if (asked.isPending) return <LoadingBars rows={12} />;
  if (!asked.data) return <Fault error={asked.error} again={() => void asked.refetch()} />;
  return (
    <div className={styles.page} data-done>
      <TopBarExtra>{t('title')}</TopBarExtra>
      <header className={styles.tools}>
        <h2>{t('briefing_of', { count: asked.data.length })}</h2>
        <Button size="compact-md" variant="default" leftSection={<IconPrinter size={16} stroke={1.75} />} onClick={() => window.print()}>{t('print')}</Button>
        <Button size="compact-md" variant="default" component="a" href={api.href(`/handover/${operation}/briefing.xlsx`)} leftSection={<IconDownload size={16} stroke={1.75} />}>{t('excel')}</Button>
      </header>
      <div className={styles.paper}><Briefs owners briefs={asked.data} /></div>
    </div>
  );
}
