import type { Notice } from './data';

/** Words of the bell: nothing, the number, or that there are more than are counted. */
export function countWords(unread: number, counted: number): string {
  if (unread <= 0) return '';
  return unread >= counted ? `${counted - 1}+` : String(unread);
}

/** Unread first, the rest below; one that was marked meanwhile stands in one list only. */
export function arrangeNotices(unread: readonly Notice[], all: readonly Notice[]): { fresh: Notice[]; seen: Notice[] } {
  const fresh = unread.filter((notice) => !notice.read);
  const shown = new Set(fresh.map((notice) => notice.id));
  return { fresh, seen: all.filter((notice) => notice.read && !shown.has(notice.id)) };
}

/** The key by which the timeline knows what a notice leads to: `comments-12` is its `comment-12`. */
export function timelineKey(item: string): string {
  return item.replace(/^(\w+?)s-(\d+)$/, '$1-$2');
}
