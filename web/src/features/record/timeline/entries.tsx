import { IconArrowRight, IconBulb, IconCalendarEvent, IconChecklist, IconGitMerge, IconMessageCircle, IconPencil, IconPlus, IconStairsUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, Option, TableSchema } from '@/api/types';
import { StageMark } from '@/fields/parts/StageMark';
import type { FieldSettings } from '@/fields/types';
import { EnclosedList } from '@/features/materials/Sent';
import { formatDateTime, formatDay } from '@/kit/format/dates';
import { MethodIcon } from '../composer/Methods';
import { cellWords, fieldColumn } from '../parts';
import type { FieldChange, FollowupItem, Stage, TimelineItem } from '../types';
import { optionLabel } from '../words';
import type { Arranged } from './arrange';
import { CommentBox } from './CommentBox';
import { Entry } from './Entry';
import { LetterEntry } from './LetterEntry';
import { mentionPieces } from './mentions';
import { TaskLine } from './Tasks';
import { When } from './When';
import styles from './timeline.module.css';

/** What entries need to put keys and values into words. */
export interface TimelineWords {
  leadId: number;
  columns: readonly Column[];
  followups: TableSchema;
  stages: readonly Stage[];
  settings: FieldSettings;
  canWrite: boolean;
  /** Open tasks stand on top already and are not repeated under their follow-up. */
  openOnTop: boolean;
}

function optionsOf(words: TimelineWords, id: string): readonly Option[] {
  return words.followups.columns.find((column) => column.id === id)?.options ?? [];
}

function Mentions({ text }: { text: string }) {
  return mentionPieces(text).map((piece, index) =>
    piece.mention ? <span key={index} className={styles.mention}>{piece.text}</span> : piece.text,
  );
}

function Answer({ item }: { item: TimelineItem }) {
  const { t } = useTranslation('record');
  return (
    <div className={styles.comment} data-key={item.key}>
      <div className={styles.commentHead}>
        <b>{item.actor?.label}</b> {t('timeline.commented')} <When at={item.at} />
      </div>
      <Mentions text={item.comment?.text ?? ''} />
    </div>
  );
}

function FollowupEntry({ entry, words }: { entry: Arranged; words: TimelineWords }) {
  const { t } = useTranslation('record');
  const [replying, setReplying] = useState(false);
  const followup = entry.item.followup;
  if (!followup) return null;
  const how = [optionLabel(optionsOf(words, 'method'), followup.method), followup.contact].filter(Boolean).join(t('comma'));
  return (
    <Entry kind="followup" itemKey={entry.item.key} tone="accent" icon={<MethodIcon method={followup.method} />} at={entry.item.at} head={<><b>{entry.item.actor?.label}</b><span className={styles.grow}>{how}</span></>}>
      <div className={styles.body}>{followup.summary}</div>
      {followup.feedback && <blockquote className={styles.quote}>{followup.feedback}</blockquote>}
      {entry.item.materials && <EnclosedList sent={entry.item.materials} />}
      <FollowupTags entry={entry} words={words} />
      {followup.promises.filter((promise) => promise.state === 'done' || !words.openOnTop).map((promise) => (
        <TaskLine key={promise.id} leadId={words.leadId} task={promise} canMark={words.canWrite} />
      ))}
      {entry.comments.map((item) => <Answer key={item.key} item={item} />)}
      {words.canWrite && !replying && (
        <button type="button" className={styles.reply} onClick={() => setReplying(true)}>
          {t(entry.comments.length > 0 ? 'timeline.reply' : 'timeline.comment')}
        </button>
      )}
      {replying && <CommentBox leadId={words.leadId} followupId={followup.id} onClose={() => setReplying(false)} />}
    </Entry>
  );
}

function FollowupTags({ entry, words }: { entry: Arranged; words: TimelineWords }) {
  const { t, i18n } = useTranslation('record');
  const followup = entry.item.followup;
  if (!followup) return null;
  const outcome = optionLabel(optionsOf(words, 'outcome'), followup.outcome);
  if (!outcome && followup.signals.length === 0 && !followup.next_at) return null;
  return (
    <div className={styles.tags}>
      {outcome && <span className={styles.tag} data-tone="accent">{outcome}</span>}
      {followup.next_at && (
        <span className={styles.tag}>
          <IconCalendarEvent size={13} aria-hidden />
          {t('timeline.next', { when: nextWords(followup, i18n.language), how: optionLabel(optionsOf(words, 'next_method'), followup.next_method) })}
        </span>
      )}
      {followup.signals.length > 0 && (
        <span className={styles.tag} data-tone="amber">
          <IconBulb size={13} aria-hidden /> {t('timeline.signal', { words: followup.signals.join('、') })}
        </span>
      )}
    </div>
  );
}

/** The day alone when no time was agreed. */
function nextWords(followup: FollowupItem, language: string): string {
  return (followup.next_has_time === false ? formatDay : formatDateTime)(followup.next_at, language);
}

function NamedStage({ label, stages }: { label: string; stages: readonly Stage[] }) {
  const known = stages.find((stage) => stage.label === label);
  return (
    <span className={styles.stages}>
      {known && <StageMark kind={known.kind} progress={known.progress} />}
      {label}
    </span>
  );
}

function StageEntry({ item, words }: { item: TimelineItem; words: TimelineWords }) {
  const { t } = useTranslation('record');
  const move = item.stage;
  if (!move) return null;
  return (
    <Entry
      kind="stage" icon={<IconStairsUp size={14} stroke={1.75} />} at={item.at} of={item.of}
      head={
        <>
          <b>{item.actor?.label}</b>
          {move.from && <NamedStage label={move.from} stages={words.stages} />}
          {move.from && <IconArrowRight size={14} aria-label={t('to')} />}
          <NamedStage label={move.to} stages={words.stages} />
        </>
      }
    >
      {move.from && move.stayed_days !== null && (
        <div className={styles.small}>{t(move.stayed_days < 0.5 ? 'timeline.stayedShort' : 'timeline.stayed', { stage: move.from, count: Math.round(move.stayed_days) })}</div>
      )}
      {move.reason && <blockquote className={styles.quote}>{move.reason}</blockquote>}
    </Entry>
  );
}

function ChangeWords({ change, words }: { change: FieldChange; words: TimelineWords }) {
  const { t } = useTranslation('record');
  const column = words.columns.find((one) => one.id === change.column);
  const say = (value: FieldChange['before']) => {
    if (value === null || value === '') return t('timeline.empty');
    if (column && (typeof value !== 'object' || Array.isArray(value))) return cellWords(fieldColumn(column), value, words.settings);
    return typeof value === 'object' && 'label' in value ? value.label : String(value);
  };
  return (
    <span>
      {change.label} <del>{say(change.before)}</del>
      <span className={styles.arrow} aria-label={t('to')}>→</span>
      <ins>{say(change.after)}</ins>
    </span>
  );
}

function ChangeEntry({ item, words }: { item: TimelineItem; words: TimelineWords }) {
  const { t } = useTranslation('record');
  const changes = item.changes ?? [];
  return (
    <Entry
      kind="change" icon={<IconPencil size={14} stroke={1.75} />} at={item.at} of={item.of}
      head={<><b>{item.actor?.label ?? t('timeline.system')}</b><span className={styles.grow}>{t('timeline.changed', { count: changes.length })}</span></>}
    >
      <div className={styles.changes}>
        {changes.map((change) => <ChangeWords key={change.column} change={change} words={words} />)}
      </div>
    </Entry>
  );
}

/** One entry, drawn by its kind. */
export function TimelineEntry({ entry, words }: { entry: Arranged; words: TimelineWords }) {
  const { t } = useTranslation('record');
  const { item } = entry;
  switch (item.kind) {
    case 'followup':
      return <FollowupEntry entry={entry} words={words} />;
    case 'stage':
      return <StageEntry item={item} words={words} />;
    case 'change':
      return <ChangeEntry item={item} words={words} />;
    case 'comment':
      return (
        <Entry
          kind="comment" itemKey={item.key} icon={<IconMessageCircle size={14} stroke={1.75} />} at={item.at}
          head={<><b>{item.actor?.label}</b><span className={styles.grow}>{t('timeline.commented')}</span></>}
        >
          <div className={styles.body}><Mentions text={item.comment?.text ?? ''} /></div>
        </Entry>
      );
    case 'created':
      return (
        <Entry
          kind="created" icon={<IconPlus size={14} stroke={1.75} />} at={item.at} of={item.of}
          head={<><b>{item.actor?.label ?? t('timeline.system')}</b><span className={styles.grow}>{t('timeline.created')}</span></>}
        />
      );
    case 'check': {
      const fine = item.check?.verdict === 'ok';
      return (
        <Entry
          kind="check" icon={<IconChecklist size={14} stroke={1.75} />} at={item.at}
          head={<><b>{item.actor?.label}</b><span className={styles.grow}>{t(fine ? 'timeline.checked' : 'timeline.lacking')}</span></>}
        >
          {item.check?.note && <div className={styles.body}>{item.check.note}</div>}
        </Entry>
      );
    }
    case 'merge':
      return (
        <Entry
          kind="merge" tone="accent" icon={<IconGitMerge size={14} stroke={1.75} />} at={item.at}
          head={<><b>{item.actor?.label ?? t('timeline.system')}</b><span className={styles.grow}>{t('timeline.merged', { number: item.merge?.number, company: item.merge?.company ?? '' })}</span></>}
        />
      );
    case 'letter':
      return <LetterEntry item={item} />;
  }
}
