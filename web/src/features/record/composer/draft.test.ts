import { describe, expect, it } from 'vitest';
import type { Proposal, Reading } from '../types';
import { buildBody, emptyDraft, isWorthKeeping, resolveConsequence, resolveGuard, resolveNext, resolvePromises, resolveSignals, type Draft } from './draft';

const TEXT = '汤总认可方案，下周三下午3点到厂拜访，我们寄样件';
const READING: Reading = {
  history: { text: '', items: [] },
  next: { at: '2026-03-11T07:00:00Z', has_time: true, method: 'visit', span: [7, 14], display: '03-11 周三 15:00' },
  outcome: 'visit_wanted',
  promises: [{ side: 'ours', text: '寄样件', due: '2026-03-06' }],
  signals: [{ word: '实地考察', span: [14, 18] }],
  grade: { from: 'B', to: 'B+', why: '要求拜访' },
};
const PROPOSAL: Proposal = { at: '2026-03-08T15:59:59Z', method: 'phone', why: 'B 级应 3–5 天', guard: null, consequences: { visit_wanted: '将：建上门任务，03-09 前' } };

const DEFAULTS = { method: 'phone', contact: '汤凯', via: 'panel' } as const;

const draftOf = (patch: Partial<Draft>): Draft => ({ ...emptyDraft('k1'), text: TEXT, ...patch });

describe('a follow-up draft', () => {
  it('saves what was read when the person decided nothing else', () => {
    expect(buildBody(draftOf({}), DEFAULTS, READING, PROPOSAL)).toEqual({
      method: 'phone', via: 'panel', contact: '汤凯', summary: TEXT, client_key: 'k1', outcome: 'visit_wanted', grade: 'B+',
      promises: [{ side: 'ours', text: '寄样件', due: '2026-03-06' }],
      next: { at: '2026-03-11T07:00:00Z', has_time: true, method: 'visit' },
    });
  });

  it('says why it is too often and leaves what is not wanted', () => {
    const often = { ...PROPOSAL, guard: '今天已联系过 1 次' };
    expect(resolveGuard(draftOf({}), READING, often)).toBe('今天已联系过 1 次');
    expect(resolveGuard(draftOf({ outcome: 'unreachable' }), READING, often)).toBeNull();
    expect(resolveConsequence(draftOf({}), READING, PROPOSAL)).toBe('将：建上门任务，03-09 前');
    expect(resolveConsequence(draftOf({ stage: { stage: 3 } }), READING, PROPOSAL)).toBeNull();
    const body = buildBody(draftOf({ guardReason: ' 客户让现在打 ', consequenceOff: true }), DEFAULTS, READING, often);
    expect(body).toMatchObject({ guard_reason: '客户让现在打', consequence: false });
  });

  it('notes the signals of the text unless some were ticked or taken away by hand', () => {
    const heard = { ...READING, heard: ['要考察', '谈付款'] };
    expect(resolveSignals(draftOf({}), heard)).toEqual(['要考察', '谈付款']);
    expect(buildBody(draftOf({}), DEFAULTS, heard, PROPOSAL).signals).toBeUndefined();
    const body = buildBody(draftOf({ signals: { 谈付款: false, 要试用: true } }), DEFAULTS, heard, PROPOSAL);
    expect(body.signals).toEqual(['要考察', '要试用']);
  });

  it('names the typed words beside the date that was read from them', () => {
    expect(resolveNext(draftOf({}), READING, PROPOSAL)).toMatchObject({ source: 'read', words: '下周三下午3点' });
  });

  it('falls back to the cadence when the text names no date', () => {
    const next = resolveNext(draftOf({ text: '没人接' }), { ...READING, next: null }, PROPOSAL);
    expect(next).toMatchObject({ source: 'proposed', at: PROPOSAL.at, hasTime: false, method: 'phone', words: 'B 级应 3–5 天' });
  });

  it('sends nothing of what was turned down', () => {
    const body = buildBody(
      draftOf({ next: { kind: 'none' }, outcome: null, grade: null, rejected: ['寄样件'] }), DEFAULTS, READING, PROPOSAL,
    );
    expect(body).toEqual({ method: 'phone', via: 'panel', contact: '汤凯', summary: TEXT, client_key: 'k1' });
  });

  it('keeps own promises beside read ones and drops empty lines', () => {
    const draft = draftOf({ promises: [{ side: 'theirs', text: ' 给图纸 ', due: null }, { side: 'ours', text: '  ', due: null }] });
    expect(buildBody(draft, DEFAULTS, READING, null).promises).toEqual([
      { side: 'ours', text: '寄样件', due: '2026-03-06' },
      { side: 'theirs', text: '给图纸', due: null },
    ]);
    expect(resolvePromises(draft, READING).map((promise) => promise.read)).toEqual([true, false, false]);
  });

  it('sends a typed next step as text, so that the server says what is wrong with it', () => {
    const draft = draftOf({ next: { kind: 'typed', text: '2月30日', at: null, hasTime: false }, expected: ' 定价 ' });
    expect(buildBody(draft, DEFAULTS, READING, PROPOSAL).next).toEqual({ text: '2月30日', expected: '定价' });
  });

  it('sends only the fields that were filled', () => {
    const draft = draftOf({ set: { need: '阀组 18 套', mobile: ' ' } });
    expect(buildBody(draft, DEFAULTS, null, null).set).toEqual({ need: '阀组 18 套' });
  });

  it('is worth keeping as soon as something was entered', () => {
    expect(isWorthKeeping(emptyDraft('k1'))).toBe(false);
    expect(isWorthKeeping(draftOf({}))).toBe(true);
    expect(isWorthKeeping({ ...emptyDraft('k1'), stage: { stage: 3 } })).toBe(true);
  });
});
