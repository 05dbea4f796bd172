import { describe, expect, it } from 'vitest';
import type { CellValue, Filter } from '@/api/types';
import { matches, type MatchContext } from './matches';

const context: MatchContext = {
  now: new Date('2026-03-05T02:24:00Z'),
  today: '2026-03-05',
  me: 7,
  dayOf: (iso) => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 10),
};

const row: Record<string, CellValue> = {
  company: '无锡恒砺轴承', amount: 3_600_000, grade: 'B+', stage: { id: 4, label: '谈判阶段', progress: 0.6, kind: 'open' },
  owner: { id: 7, label: '梁以恒' }, next_at: '2026-03-05T17:00:00Z', close: '2026-03-08', tags: ['老客', '华东'],
  status: { level: 'red', words: '逾期 2 天' }, note: null, protected: true,
};

const is = (column: string, op: string, value?: never | number | string | boolean | (string | number)[]): Filter =>
  value === undefined ? { column, op } : { column, op, value };

describe('matches', () => {
  it.each<[string, Filter | null, boolean | undefined]>([
    ['no filter', null, true],
    ['part of a name', is('company', 'contains', '恒砺'), true],
    ['not part of it', is('company', 'not_contains', '恒砺'), false],
    ['money above', is('amount', 'gt', 3_000_000), true],
    ['money between', { column: 'amount', op: 'between', value: [1, 3_600_000] }, true],
    ['a grade of several', is('grade', 'in', ['A', 'B+']), true],
    ['a stage by id', is('stage', 'is', 4), true],
    ['another stage', is('stage', 'not_in', [1, 2]), true],
    ['mine', is('owner', 'me'), true],
    ['my team only the server knows', is('owner', 'my_team'), undefined],
    ['an instant of tomorrow by the zone is not today', is('next_at', 'today'), false],
    ['and within the next two days', is('next_at', 'next_days', 2), true],
    ['this week until Sunday', is('close', 'this_week'), true],
    ['not overdue', is('close', 'overdue'), false],
    ['before a day', is('next_at', 'lt', '2026-03-06'), false],
    ['any of the tags', is('tags', 'has_any', ['老客', '新客']), true],
    ['none of them', is('tags', 'has_none', ['新客']), true],
    ['the colour', is('status', 'is', 'red'), true],
    ['an empty cell', is('note', 'empty'), true],
    ['an empty cell is not a text', is('note', 'contains', '价'), false],
    ['a tick', is('protected', 'is', true), true],
    ['a column not shown here', is('budget', 'empty'), undefined],
    ['and with one false is false', { and: [is('owner', 'my_team'), is('grade', 'is', 'A')] }, false],
    ['and with one unknown is unknown', { and: [is('owner', 'my_team'), is('grade', 'is', 'B+')] }, undefined],
    ['or with one true is true', { or: [is('owner', 'my_team'), is('grade', 'is', 'B+')] }, true],
  ])('%s', (_, filter, verdict) => {
    expect(matches(filter, row, context)).toBe(verdict);
  });
});
