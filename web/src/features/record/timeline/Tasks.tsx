import { IconAlertTriangle, IconClockHour4, IconListCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { keys } from '@/api/keys';
import { columnOf, useTable } from '@/api/tables';
import { notifyUndo } from '@/api/undo';

import { formatDate } from '@/kit/format/dates';
import { settleTask } from '../calls';
import { NewRowForm } from '../input/NewRowForm';
import type { TaskItem } from '../types';
import { optionLabel } from '../words';
import { useAction } from '../useAction';
import styles from './timeline.module.css';

/** A date that presses is told in words, one to come as the date itself. */
function Due({ task }: { task: TaskItem }) {
  const { t, i18n } = useTranslation('tasks');
  const { level, words } = task.status;
  if (level === 'red' || level === 'amber') {
    const Icon = level === 'red' ? IconAlertTriangle : IconClockHour4;
    return <span className={styles.due} data-tone={level}><Icon size={14} stroke={1.75} aria-hidden /> {words}</span>;
  }
  if (!task.due) return null;
  const date = formatDate(task.due, i18n.language);
  return <span className={styles.due}>{t('before', { date: task.time ? `${date} ${task.time}` : date })}</span>;
}

/** One task with its tick: whose promise it is or what kind of thing, who does it, by when. */
export function TaskLine({ leadId, task, canMark }: { leadId: number; task: TaskItem; canMark: boolean }) {
  const { t } = useTranslation('tasks');
  const client = useQueryClient();
  const kinds = columnOf(useTable('tasks'), 'kind')?.options ?? [];
  const mark = useAction({
    mutationFn: (done: boolean) => settleTask(task.id, done),
    onSuccess: (answer, done) => notifyUndo(t(done ? 'done' : 'reopened', { text: task.text }), answer.operation),
    onSettled: () => client.invalidateQueries({ queryKey: keys.row('leads', leadId) }),
  });
  const done = mark.isPending ? mark.variables : task.state === 'done';
  return (
    <>
      <div className={styles.promise} data-done={done}>
        <span className={styles.side} data-side={task.side ?? undefined}>{task.side ? t(`side.${task.side}`) : optionLabel(kinds, task.kind)}</span>
        <span className={styles.text} title={task.text}>{task.text}</span>
        {task.assignee && <span className={styles.doer}>{task.assignee.label}</span>}
        {!done && <Due task={task} />}
        <input
          type="checkbox" checked={done} disabled={!canMark} aria-label={t('tick', { text: task.text })}
          onChange={(event) => mark.mutate(event.target.checked)}
        />
      </div>
      {mark.isError && <p className={styles.error} role="alert">{apiError(mark.error)}</p>}
    </>
  );
}

/** What is still to do, by us and by them, before everything else. */
export function OpenTasks({ leadId, tasks, canMark }: { leadId: number; tasks: readonly TaskItem[]; canMark: boolean }) {
  const { t } = useTranslation('tasks');
  if (tasks.length === 0) return null;
  return (
    <div className={styles.item} data-kind="tasks">
      <span className={styles.icon}><IconListCheck size={14} stroke={1.75} aria-hidden /></span>
      <div>
        <div className={styles.title}><b>{t('open')}</b></div>
        {tasks.map((task) => <TaskLine key={task.id} leadId={leadId} task={task} canMark={canMark} />)}
      </div>
    </div>
  );
}

const ASKED = ['text', 'due', 'kind', 'assignee'] as const;

/** A task typed in one line; what is not said is a task of the owner's without a date. */
export function NewTask({ leadId, onClose }: { leadId: number; onClose: () => void }) {
  const { t } = useTranslation('tasks');
  const [key] = useState(() => keys.row('leads', leadId));
  return (
    <NewRowForm
      asked={ASKED} styles={{ form: styles.newTask, error: styles.error, save: styles.save }} words={{ label: t('add'), save: t('save'), cancel: t('cancel') }}
      row={{ table: 'tasks', leadId, required: 'text', missing: t('textMissing'), words: (text) => t('added', { text }), stale: key, onDone: onClose }}
    />
  );
}
