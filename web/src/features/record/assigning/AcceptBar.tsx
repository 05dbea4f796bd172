import { Button } from '@mantine/core';
import { IconClockHour4 } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { notifyUndo } from '@/api/undo';
import { useCommands } from '@/kit/commands/commands';
import { Kbd } from '@/kit/parts/Kbd';
import type { RecordDetail } from '../types';
import { useAction } from '../useAction';
import { asText } from '../words';
import { DeclineDialog } from './DeclineDialog';
import { acceptLead, useAssignment } from './data';
import { minutesLeft } from './left';
import styles from './assigning.module.css';

interface Props {
  record: RecordDetail;
  title: string;
  phone: boolean;
}

/** A new lead waits for its owner: until when, and the two answers. */
export function AcceptBar(props: Props) {
  return asText(props.record.cells['accept_by']) === null ? null : <Waiting {...props} />;
}

function Waiting({ record, title, phone }: Props) {
  const { t } = useTranslation('assigning');
  const client = useQueryClient();
  const story = useAssignment(record.id).data;
  const left = useMinutesLeft(asText(record.cells['accept_by']));
  const [declining, setDeclining] = useState(false);
  const [error, setError] = useState<string>();
  const mine = story?.mine === true;
  const { mutate, isPending } = useAction({
    mutationFn: () => acceptLead(record.id),
    onSuccess: (answer) => {
      setError(answer.refused[0]?.message);
      if (answer.operation) notifyUndo(t('accept.done', { title }), answer.operation);
      return client.invalidateQueries({ queryKey: keys.row('leads', record.id) });
    },
    onError: (thrown) => setError(apiError(thrown)),
  });
  const accept = useCallback(() => mutate(undefined), [mutate]);
  const decline = useCallback(() => setDeclining(true), []);
  useAnswerKeys(mine ? accept : undefined, mine ? decline : undefined);
  return (
    <section className={styles.bar} data-late={left !== null && left < 0} aria-label={t('accept.label')}>
      <IconClockHour4 size={16} stroke={1.75} aria-hidden />
      <span className={styles.words}>
        <b>{asText(record.cells['acceptance'])}</b>
        {left !== null && left >= 0 && left < 120 && <span>{t('accept.left', { count: left })}</span>}
        {!mine && story && <span>{t('accept.theirs')}</span>}
      </span>
      {mine && (
        <>
          <Button size="compact-sm" loading={isPending} onClick={accept} rightSection={phone ? undefined : <Kbd>Y</Kbd>}>{t('accept.go')}</Button>
          <Button size="compact-sm" variant="default" onClick={decline} rightSection={phone ? undefined : <Kbd>N</Kbd>}>{t('decline.go')}</Button>
        </>
      )}
      {error && <p role="alert">{error}</p>}
      {declining && <DeclineDialog id={record.id} title={title} onClose={() => setDeclining(false)} />}
    </section>
  );
}

/** Minutes to an instant, moving on by itself; null without one. */
function useMinutesLeft(until: string | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  return until === null ? null : minutesLeft(until, now);
}

function useAnswerKeys(accept: (() => void) | undefined, decline: (() => void) | undefined): void {
  const { t } = useTranslation('assigning');
  const commands = useMemo(
    () => [
      ...(accept ? [{ id: 'record.accept', label: t('accept.command'), section: t('section'), hotkey: 'y', run: accept }] : []),
      ...(decline ? [{ id: 'record.decline', label: t('decline.command'), section: t('section'), hotkey: 'n', run: decline }] : []),
    ],
    [t, accept, decline],
  );
  useCommands(commands);
}
