import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { mayDo, useSession } from '@/api/session';
import { notifyUndo } from '@/api/undo';
import { useCommands } from '@/kit/commands/commands';
import { Kbd } from '@/kit/parts/Kbd';
import { Case, Writing } from './Case';
import { EntryList, Finished } from './EntryList';
import { Head } from './Head';
import { PhoneList } from './PhoneToday';
import { todayKeys } from './calls';
import { placeOf, type Group } from './groups';
import { telOf } from './parts';
import type { Entry, Sleeping, Span, TodayList } from './types';
import { useSnooze } from './useToday';
import { useAnswers, type Answers } from './useVerbs';
import styles from './today.module.css';

interface Props {
  today: TodayList;
  entries: readonly Entry[];
  group: Group;
  onGroup: (group: Group) => void;
  own: boolean;
  phone: boolean;
  onWake: (lead: Sleeping) => void;
}

/** The list and the open customer; whatever is done goes on to the next. */
export function Work({ today, entries, group, onGroup, own, phone, onWake }: Props) {
  const { t } = useTranslation('today');
  const client = useQueryClient();
  const navigate = useNavigate();
  const canLog = mayDo(useSession(), 'followups', 'create');
  const input = useRef<HTMLTextAreaElement>(null);
  const [chosen, setChosen] = useState<{ id: number; place: number }>();
  const [asleep, setAsleep] = useState(false);
  const [writing, setWriting] = useState(false);
  const snoozing = useSnooze();
  const place = placeOf(entries, chosen);
  const entry = entries[place];
  const choose = useCallback((next: number) => {
    const at = Math.max(0, Math.min(next, entries.length - 1));
    const found = entries[at];
    if (found) setChosen({ id: found.id, place: at });
    setWriting(false);
  }, [entries]);
  /** The entry leaves the list: the one below it opens at once, at the end the one above. */
  const goOn = useCallback(() => {
    const next = entries[place + 1] ?? entries[place - 1];
    setChosen(next ? { id: next.id, place } : undefined);
    setWriting(false);
    input.current?.blur();
  }, [entries, place]);
  const openRecord = useCallback(() => {
    if (entry) void navigate({ to: '/leads', search: { record: entry.id } as never });
  }, [navigate, entry]);
  const log = useCallback(() => {
    setWriting(true);
    focusWhenThere(input);
  }, []);
  const { answers, dialog } = useAnswers(entry, own, goOn);
  useWorkKeys({ entry, place, choose, openRecord, log: canLog ? log : undefined, snooze: own ? () => setAsleep(true) : undefined });
  if (!entry) return null;
  const saved = (operation: number) => {
    notifyUndo(t('logged', { title: entry.title }), operation);
    goOn();
    void client.invalidateQueries({ queryKey: todayKeys.all });
  };
  const snooze = own
    ? {
        opened: asleep,
        setOpened: setAsleep,
        choose: (span: Span) => {
          snoozing.mutate({ lead: entry, span });
          goOn();
        },
      }
    : undefined;
  const head = <Head today={today} group={group} onGroup={onGroup} open={entry} />;
  const finished = <Finished today={today} {...(own ? { onWake } : {})} />;
  if (phone) {
    return (
      <>
        <div className={styles.scroll}>
          {head}
          <PhoneList entries={entries} place={place} onOpen={choose} onOpenRecord={openRecord} onLog={canLog ? log : undefined} snooze={snooze} answers={answers} />
          {finished}
        </div>
        {dialog}
        {writing && <PhoneWriting entry={entry} input={input} onSaved={saved} onClose={() => setWriting(false)} />}
      </>
    );
  }
  return (
    <div className={styles.split}>
      <section className={styles.left} aria-label={t('title')}>
        {head}
        <div className={styles.scroll}>
          <EntryList entries={entries} open={entry.id} onOpen={choose} />
          {today.total > today.entries.length && <p className={styles.quiet}>{t('more', { shown: today.entries.length, total: today.total })}</p>}
          {finished}
        </div>
        <Keys own={own} canLog={canLog} answers={answers} />
      </section>
      <Case key={entry.id} entry={entry} input={input} onSaved={saved} onOpenRecord={openRecord} snooze={snooze} answers={answers} />
      {dialog}
    </div>
  );
}

/** The form comes with its record: F pressed a moment too early is meant for it all the same. At most some seconds. */
function focusWhenThere(input: RefObject<HTMLTextAreaElement | null>, frames = 240): void {
  requestAnimationFrame(() => {
    if (input.current) input.current.focus();
    else if (frames > 0) focusWhenThere(input, frames - 1);
  });
}

function PhoneWriting(props: { entry: Entry; input: RefObject<HTMLTextAreaElement | null>; onSaved: (operation: number) => void; onClose: () => void }) {
  const { t } = useTranslation('today');
  return (
    <div className={styles.sheet}>
      <div className={styles.sheetHead}>
        <b>{props.entry.title}</b>
        <button type="button" onClick={props.onClose}>{t('close')}</button>
      </div>
      <Writing entry={props.entry} input={props.input} phone onSaved={props.onSaved} />
    </div>
  );
}

function Keys({ own, canLog, answers }: { own: boolean; canLog: boolean; answers: Answers }) {
  const { t } = useTranslation('today');
  return (
    <footer className={styles.keys}>
      <span><Kbd>J</Kbd><Kbd>K</Kbd>{t('key.walk')}</span>
      {canLog && <span><Kbd>F</Kbd>{t('log')}</span>}
      <span><Kbd>C</Kbd>{t('call')}</span>
      {answers.accept && <span><Kbd>Y</Kbd>{t('accept')}</span>}
      {answers.decline && <span><Kbd>N</Kbd>{t('decline')}</span>}
      {own && <span><Kbd>S</Kbd>{t('snooze')}</span>}
      {answers.pause && <span><Kbd>P</Kbd>{t('not_now')}</span>}
      <span><Kbd>↵</Kbd>{t('open')}</span>
    </footer>
  );
}

interface KeyTargets {
  entry: Entry | undefined;
  place: number;
  choose: (place: number) => void;
  openRecord: () => void;
  log: (() => void) | undefined;
  snooze: (() => void) | undefined;
}

/** Enter belongs to whatever has the focus and can be pressed. */
function isOnControl(): boolean {
  const focused = document.activeElement;
  return focused !== null && focused.closest('button:not([data-entry]), a, [role=menu], [role=dialog]') !== null;
}

function useWorkKeys({ entry, place, choose, openRecord, log, snooze }: KeyTargets): void {
  const { t } = useTranslation('today');
  const call = entry?.call;
  const commands = useMemo(() => {
    const section = t('title');
    return [
      { id: 'today.next', label: t('next'), section, hotkey: 'j', run: () => choose(place + 1) },
      { id: 'today.former', label: t('former'), section, hotkey: 'k', run: () => choose(place - 1) },
      { id: 'today.open', label: t('open'), section, hotkey: 'Enter', when: () => !isOnControl(), run: openRecord },
      ...(log ? [{ id: 'today.log', label: t('log'), section, hotkey: 'f', run: log }] : []),
      ...(snooze ? [{ id: 'today.snooze', label: t('snooze'), section, hotkey: 's', run: snooze }] : []),
      ...(call ? [{ id: 'today.call', label: t('call'), section, hotkey: 'c', run: () => globalThis.location.assign(telOf(call)) }] : []),
    ];
  }, [t, place, choose, openRecord, log, snooze, call]);
  useCommands(commands);
}
