import { describe, expect, it } from 'vitest';
import { arrangeNotices, countWords, timelineKey } from './arrange';
import type { Notice } from './data';

const notice = (id: number, read: boolean): Notice => ({ id, kind: 'x', words: `${id}`, lines: [], urgent: false, snooze: false, at: '2026-03-05T02:00:00Z', read, link: null });

describe('notices in the panel', () => {
  it('counts to what the server counts', () => {
    expect([countWords(0, 100), countWords(7, 100), countWords(100, 100)]).toEqual(['', '7', '99+']);
  });

  it('puts unread first and none twice', () => {
    const { fresh, seen } = arrangeNotices([notice(5, false), notice(2, false)], [notice(5, false), notice(4, true), notice(3, true), notice(2, false)]);
    expect(fresh.map(({ id }) => id)).toEqual([5, 2]);
    expect(seen.map(({ id }) => id)).toEqual([4, 3]);
  });

  it('knows what of a record is meant', () => {
    expect(timelineKey('comments-12')).toBe('comment-12');
    expect(timelineKey('followups-3')).toBe('followup-3');
  });
});
