import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiError } from '@/api/errors';
import { mayDo, useSession } from '@/api/session';
import { useTable } from '@/api/tables';
import type { TableSchema } from '@/api/types';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { useStages, useTimeline } from '../data';
import { useFieldSettings } from '../parts';
import { arrangeTimeline, kindsOf, TIMELINE_FILTERS, type TimelineFilter } from './arrange';
import { CommentBox } from './CommentBox';
import { TimelineEntry, type TimelineWords } from './entries';
import { useTarget } from './target';
import { NewTask, OpenTasks } from './Tasks';
import styles from './timeline.module.css';

interface Props {
  leadId: number;
  schema: TableSchema;
  canWrite: boolean;
}

/** Everything that happened with a lead, newest first, what is still owed on top. */
export function Timeline({ leadId, schema, canWrite }: Props) {
  const { t } = useTranslation('record');
  const session = useSession();
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const [writing, setWriting] = useState<'comment' | 'task' | null>(null);
  const close = () => setWriting(null);
  const pages = useTimeline(leadId, kindsOf(filter));
  const followups = useTable('followups');
  const stages = useStages().data ?? [];
  const settings = useFieldSettings();
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const tasks = pages.data?.pages[0]?.tasks ?? [];
  const arranged = arrangeTimeline(items, filter);
  const root = useRef<HTMLElement>(null);
  useTarget(leadId, pages, root);
  const openOnTop = filter === 'all' || filter === 'promises';
  const words: TimelineWords = { leadId, columns: schema.columns, followups, stages, settings, canWrite, openOnTop };
  return (
    <section ref={root} className={styles.root} aria-label={t('timeline.title')}>
      <header className={styles.head}>
        <h3>{t('timeline.title')}</h3>
        {TIMELINE_FILTERS.map((one) => (
          <button key={one} type="button" className={styles.filter} aria-pressed={one === filter} onClick={() => setFilter(one)}>
            {t(`timeline.filter.${one}`)}
          </button>
        ))}
        {canWrite && (
          <button type="button" className={styles.filter} onClick={() => setWriting('comment')}>{t('timeline.addComment')}</button>
        )}
        {mayDo(session, 'tasks', 'create') && canWrite && (
          <button type="button" className={styles.filter} onClick={() => setWriting('task')}>{t('timeline.addTask')}</button>
        )}
      </header>
      {writing === 'comment' && <CommentBox leadId={leadId} onClose={close} />}
      {writing === 'task' && <NewTask leadId={leadId} onClose={close} />}
      {pages.isPending && <LoadingBars rows={5} />}
      {pages.isError && (
        <PlaceState kind="error" words={apiError(pages.error)}>
          <Button onClick={() => void pages.refetch()}>{t('retry')}</Button>
        </PlaceState>
      )}
      <div>
        {openOnTop && <OpenTasks leadId={leadId} tasks={tasks} canMark={canWrite} />}
        {arranged.map((entry) => <TimelineEntry key={entry.item.key} entry={entry} words={words} />)}
      </div>
      {pages.isSuccess && arranged.length === 0 && tasks.length === 0 && <p className={styles.empty}>{t(`timeline.none.${filter}`)}</p>}
      {pages.hasNextPage && (
        <button type="button" className={styles.more} disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('timeline.older')}
        </button>
      )}
    </section>
  );
}
