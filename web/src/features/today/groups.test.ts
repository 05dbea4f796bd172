import { describe, expect, it } from 'vitest';
import { isInGroup, placeOf } from './groups';
import type { Entry, Level } from './types';

const entry = (id: number, ...reasons: [string, Level][]): Entry => ({
  id, title: `第${id}家`, contact: null, position: null, grade: null, stage: null, amount: null, call: null, stands_for: null, next_at: null,
  next_has_time: false, accept_by: null, score: 1, reasons: reasons.map(([key, level]) => ({ key, level, words: key, points: 1 })),
});

describe('groups', () => {
  it('counts an entry as due only when nothing of it is late', () => {
    const both = entry(1, ['owed', 'red'], ['next', 'amber']);
    const due = entry(2, ['next', 'amber'], ['grade', 'plain']);
    expect([both, due].map((one) => isInGroup(one, 'late'))).toEqual([true, false]);
    expect([both, due].map((one) => isInGroup(one, 'due'))).toEqual([false, true]);
  });

  it('finds what is to be accepted and what has a signal', () => {
    expect(isInGroup(entry(1, ['accept', 'amber']), 'fresh')).toBe(true);
    expect(isInGroup(entry(1, ['signal', 'accent']), 'signal')).toBe(true);
    expect(isInGroup(entry(1, ['quiet', 'amber']), 'signal')).toBe(false);
  });
});

describe('placeOf', () => {
  const list = [entry(5), entry(6), entry(7)];
  it('keeps the open entry wherever it moves', () => {
    expect(placeOf(list, { id: 7, place: 0 })).toBe(2);
  });
  it('hands over to the one that took its place, the last one when there is none', () => {
    expect(placeOf(list, { id: 1, place: 1 })).toBe(1);
    expect(placeOf(list, { id: 1, place: 9 })).toBe(2);
    expect(placeOf([], { id: 1, place: 3 })).toBe(0);
    expect(placeOf(list, undefined)).toBe(0);
  });
});
