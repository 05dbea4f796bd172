import { Button, Group, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import type { Via } from '@/api/types';
import { LoadingBars } from '@/kit/parts/PlaceState';
import { isComposing } from '../record/input/keys';
import { useAction } from '../record/useAction';
import { readTexts, splitTexts } from './calls';
import { countEntries, withRejected } from './reading';
import { ReadingView } from './ReadingView';
import type { CellReading, PastedText } from './types';
import styles from './reading.module.css';

interface Props {
  texts: readonly PastedText[];
  via: Via;
  onClose: () => void;
}

interface Shown extends PastedText {
  reading: CellReading;
}

/** The readings of the texts with what the person turned down, and what was said about a lead that was refused. */
function useSplit({ texts, via, onClose }: Props) {
  const client = useQueryClient();
  const [rejected, setRejected] = useState<Readonly<Record<number, string[]>>>({});
  const [refusals, setRefusals] = useState<ReadonlyMap<number, string>>(new Map());
  const [written, setWritten] = useState<ReadonlySet<number>>(new Set());
  // Kept over a failed attempt: what the server has written already is not written twice.
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const words = texts.map((one) => one.text);
  const read = useQuery({
    queryKey: ['followup-history', words], queryFn: ({ signal }) => readTexts(words, signal), networkMode: 'always', retry: false, gcTime: 0,
  });
  const shown = texts.flatMap((one, index): Shown[] => {
    const reading = read.data?.[index];
    return reading && !written.has(one.lead) ? [{ ...one, reading: withRejected(reading, rejected[one.lead] ?? []) }] : [];
  });
  const writing = useAction({
    mutationFn: () => splitTexts(shown.map(({ lead, text }) => ({ lead, text, rejected: rejected[lead] ?? [] })), via, clientKey),
    onSuccess: (answer) => {
      const count = shown.filter(({ lead }) => answer.done.includes(lead)).reduce((sum, { reading }) => sum + countEntries(reading), 0);
      if (answer.operation) notifyUndo(i18next.t('cells:split.done', { count }), answer.operation);
      for (const lead of answer.done) void client.invalidateQueries({ queryKey: keys.row('leads', lead) });
      if (answer.refused.length === 0) return onClose();
      setWritten(new Set([...written, ...answer.done]));
      setRefusals(new Map(answer.refused.map(({ id, code, message }) => [id, code === 'required' ? i18next.t('cells:split.known') : message])));
      setClientKey(crypto.randomUUID());
    },
  });
  return {
    shown, read, writing, refusals,
    count: shown.reduce((sum, { reading }) => sum + countEntries(reading), 0),
    reject: (lead: number, items: string[]) => setRejected({ ...rejected, [lead]: items }),
  };
}

/** Texts typed or pasted into 最近跟进: checked over their characters, then written as follow-ups by Enter, undone as one. */
export function SplitDialog(props: Props) {
  const { texts, onClose } = props;
  const { t } = useTranslation('cells');
  const { shown, read, writing, refusals, count, reject } = useSplit(props);
  const ready = shown.length > 0 && !writing.isPending;
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.repeat || isComposing(event) || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    if (ready) writing.mutate();
  };
  const body = useRef<HTMLDivElement>(null);
  // Until then the focus waits in the dialog itself: an early Enter must not hit a button.
  useEffect(() => {
    if (read.isSuccess) body.current?.querySelector<HTMLElement>('input[type=checkbox]')?.focus();
  }, [read.isSuccess]);
  const fault = read.error ?? writing.error;
  return (
    <Modal
      opened onClose={onClose} size={560} onKeyDown={press}
      title={texts.length > 1 ? t('split.titles', { count: texts.length }) : t('split.into', { title: texts[0]?.title ?? '' })}
    >
      <div ref={body} className={styles.texts} tabIndex={-1} data-autofocus>
        {read.isPending && <LoadingBars rows={3} />}
        {read.isError && texts.map((one) => <p key={one.lead} className={styles.text}>{one.text}</p>)}
        {shown.map((one) => (
          <section key={one.lead} aria-label={one.title}>
            {texts.length > 1 && <b className={styles.company}>{one.title}</b>}
            <ReadingView reading={one.reading} onReject={(items) => reject(one.lead, items)} />
            {refusals.has(one.lead) && <p role="alert" className={styles.fault}>{refusals.get(one.lead)}</p>}
          </section>
        ))}
        {fault && <p role="alert" className={styles.fault}>{apiError(fault)}</p>}
      </div>
      <p className={styles.keys}>{t('split.keys')}</p>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>{t('split.cancel')}</Button>
        {read.isError
          ? <Button onClick={() => void read.refetch()}>{t('split.again')}</Button>
          : <Button disabled={shown.length === 0} loading={writing.isPending} onClick={() => writing.mutate()}>{t('split.go', { count })}</Button>}
      </Group>
    </Modal>
  );
}
