import type { TimelineItem } from '../types';

export type TimelineFilter = 'all' | 'followups' | 'mails' | 'promises' | 'changes' | 'comments';
export const TIMELINE_FILTERS: readonly TimelineFilter[] = ['all', 'followups', 'mails', 'promises', 'changes', 'comments'];

/** The `kinds` parameter that a filter asks the server for; undefined asks for everything. */
export function kindsOf(filter: TimelineFilter): string | undefined {
  switch (filter) {
    case 'followups': return 'followups,comments';
    case 'mails': return 'letters';
    case 'promises': return 'followups';
    case 'changes': return 'stages,changes,merges,checks';
    case 'comments': return 'comments';
    case 'all': return undefined;
  }
}

export interface Arranged {
  item: TimelineItem;
  /** Comments that answer this follow-up, oldest first as a talk is read. */
  comments: TimelineItem[];
}

/** Nests each comment under the follow-up it answers; one whose follow-up is not loaded yet stands alone. */
export function arrangeTimeline(items: readonly TimelineItem[], filter: TimelineFilter): Arranged[] {
  const shown = filter === 'promises' ? items.filter((item) => (item.followup?.promises.length ?? 0) > 0) : items;
  const byFollowup = new Map<number, Arranged>();
  const arranged: Arranged[] = [];
  for (const item of shown) {
    const answers = item.comment?.followup_id;
    if (item.kind === 'comment' && answers && hasFollowup(shown, answers)) continue;
    const entry = { item, comments: [] };
    if (item.followup) byFollowup.set(item.followup.id, entry);
    arranged.push(entry);
  }
  for (const item of shown) {
    if (item.kind !== 'comment' || !item.comment?.followup_id) continue;
    byFollowup.get(item.comment.followup_id)?.comments.unshift(item);
  }
  return filter === 'followups' ? arranged.filter(({ item }) => item.kind === 'followup') : arranged;
}

function hasFollowup(items: readonly TimelineItem[], id: number): boolean {
  return items.some((item) => item.followup?.id === id);
}
