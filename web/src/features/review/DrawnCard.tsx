import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowUpRight, IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { notifyUndo } from '@/api/undo';
import { GradeBadge } from '@/fields/parts/GradeBadge';
import { MethodIcon } from '@/features/record/composer/Methods';
import { useAction } from '@/features/record/useAction';
import { useCommands } from '@/kit/commands/commands';
import { formatDay } from '@/kit/format/dates';
import { Kbd } from '@/kit/parts/Kbd';
import { NoteField } from './NoteField';
import { judge, sampleKeys, type Drawn } from './sample';
import styles from './sample.module.css';

interface Props {
  drawn: Drawn;
  chosen: boolean;
  onChoose: () => void;
  onDone: () => void;
}

/** One drawn lead: how complete, what was said last, and the verdict. */
export function DrawnCard({ drawn, chosen, onChoose, onDone }: Props) {
  const { t, i18n } = useTranslation('review');
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const facts = [drawn.stage, drawn.next_at ? t('sample.next_at', { day: formatDay(drawn.next_at, i18n.language) }) : t('sample.no_next')].filter(Boolean);
  return (
    <li ref={element} className={styles.card} data-on={chosen} aria-current={chosen} onClick={onChoose}>
      <header>
        <b>{drawn.title}</b>
        {drawn.grade && <GradeBadge grade={drawn.grade} />}
        <span>{drawn.seller}</span>
        {drawn.completeness !== null && <span data-low={drawn.completeness < 60}>{t('complete', { percent: drawn.completeness })}</span>}
        <span>{facts.join(t('sample.comma'))}</span>
        <Link to="/leads" search={{ record: drawn.lead } as never} className={styles.whole ?? ''}>{t('whole')}<IconArrowUpRight size={14} stroke={1.75} aria-hidden /></Link>
      </header>
      <ul>
        {drawn.contacts.length === 0 && <li className={styles.quiet}>{t('sample.no_contacts')}</li>}
        {drawn.contacts.map((one) => (
          <li key={one.at}><time dateTime={one.at}>{formatDay(one.at, i18n.language)}</time><MethodIcon method={one.method} /><span>{one.summary}</span></li>
        ))}
      </ul>
      <Verdict drawn={drawn} chosen={chosen} onDone={onDone} />
    </li>
  );
}

function Verdict({ drawn, chosen, onDone }: Pick<Props, 'drawn' | 'chosen' | 'onDone'>) {
  const { t } = useTranslation('review');
  const client = useQueryClient();
  const [note, setNote] = useState<string>();
  const [again, setAgain] = useState(false);
  const [error, setError] = useState<string>();
  const { mutate, isPending } = useAction({
    mutationFn: ({ verdict, words }: { verdict: 'ok' | 'more'; words: string }) => judge(drawn.id, verdict, words),
    onSuccess: (answer, { verdict }) => {
      if (answer.operation !== null) notifyUndo(t(`sample.done_${verdict}`, { title: drawn.title }), answer.operation);
      setNote(undefined);
      setAgain(false);
      onDone();
      return client.invalidateQueries({ queryKey: sampleKeys.all });
    },
    onError: (thrown) => setError(apiError(thrown)),
  });
  const fine = useCallback(() => mutate({ verdict: 'ok', words: '' }), [mutate]);
  const ask = useCallback(() => setNote((before) => before ?? ''), []);
  const asks = chosen && (drawn.verdict === null || again);
  const commands = useMemo(
    () => (asks
      ? [
          { id: 'sample.ok', label: t('sample.ok'), section: t('kind.sample'), hotkey: 'a', run: fine },
          { id: 'sample.more', label: t('sample.more'), section: t('kind.sample'), hotkey: 'r', run: ask },
        ]
      : []),
    [t, asks, fine, ask],
  );
  useCommands(commands);
  const send = () => {
    if (note?.trim()) mutate({ verdict: 'more', words: note.trim() });
    else setError(t('sample.missing'));
  };
  if (drawn.verdict !== null && !again) {
    return (
      <footer>
        <span className={styles.said} data-verdict={drawn.verdict}>{t(`sample.${drawn.verdict}`)}</span>
        {drawn.note && <span>{drawn.note}</span>}
        <span className={styles.quiet}>{drawn.judged_by}</span>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAgain(true)}>{t('sample.change')}</Button>
      </footer>
    );
  }
  return (
    <>
      {note !== undefined && (
        <NoteField
          size="xs" label={t('sample.note', { seller: drawn.seller })} placeholder={t('sample.note_hint')} value={note}
          onType={(value) => { setNote(value); setError(undefined); }} onSend={send} onLeave={() => { setNote(undefined); setError(undefined); }}
        />
      )}
      {error && <p role="alert" className={styles.error}>{error}</p>}
      <footer>
        {note === undefined ? (
          <>
            <Button size="xs" variant={chosen ? 'filled' : 'default'} loading={isPending} leftSection={<IconCheck size={14} />} onClick={fine}>{t('sample.ok')}{chosen && <Kbd>A</Kbd>}</Button>
            <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={14} />} onClick={ask}>{t('sample.more')}{chosen && <Kbd>R</Kbd>}</Button>
          </>
        ) : (
          <>
            <Button size="xs" loading={isPending} onClick={send}>{t('sample.send', { seller: drawn.seller })}</Button>
            <Button size="xs" variant="default" onClick={() => { setNote(undefined); setError(undefined); }}>{t('cancel')}</Button>
          </>
        )}
      </footer>
    </>
  );
}
