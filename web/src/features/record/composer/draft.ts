import type { FollowupBody, Proposal, Reading, Side, AdvanceBody } from '../types';
import type { Json } from '@/api/types';

/** What the person decided about the next step: leave it to what is read or proposed, type it, or have none. */
export type NextChoice =
  | { kind: 'auto' }
  | { kind: 'none' }
  | { kind: 'typed'; text: string; at: string | null; hasTime: boolean };

export interface OwnPromise {
  side: Side;
  text: string;
  due: string | null;
}

/** A follow-up being written. Choices say only what differs from what is read, so that reading on keeps them. */
export interface Draft {
  clientKey: string;
  method: string | null;
  text: string;
  feedback: string;
  contact: string | null;
  next: NextChoice;
  nextMethod: string | null;
  expected: string;
  /** undefined: as read; null: none. */
  outcome: string | null | undefined;
  grade: string | null | undefined;
  promises: OwnPromise[];
  /** Texts of read promises the person rejected. */
  rejected: string[];
  stage: AdvanceBody | null;
  set: Record<string, string>;
  /** Why the customer is contacted although it is too often. */
  guardReason: string;
  /** What the outcome would lead to is not wanted. */
  consequenceOff: boolean;
  /** Buying signals ticked or taken away by hand; the others are as the text says. */
  signals: Record<string, boolean>;
}

export function emptyDraft(clientKey: string): Draft {
  return {
    clientKey,
    method: null,
    text: '',
    feedback: '',
    contact: null,
    next: { kind: 'auto' },
    nextMethod: null,
    expected: '',
    outcome: undefined,
    grade: undefined,
    promises: [],
    rejected: [],
    stage: null,
    set: {},
    guardReason: '',
    consequenceOff: false,
    signals: {},
  };
}

/** What stands in the form without anybody choosing it. */
export interface DraftDefaults {
  method: string;
  /** The main contact: who is spoken to unless another one is picked. */
  contact: string | null;
  via: 'panel' | 'phone';
}

/** Whether there is anything in it that would be a pity to lose. */
export function isWorthKeeping(draft: Draft): boolean {
  return (
    draft.text.trim() !== '' || draft.feedback.trim() !== '' || draft.promises.length > 0 ||
    draft.next.kind === 'typed' || draft.stage !== null || Object.keys(draft.set).length > 0
  );
}

export interface ResolvedNext {
  at: string | null;
  hasTime: boolean;
  method: string | null;
  source: 'read' | 'proposed' | 'typed';
  /** The words it came from: what was typed, or the reason of the proposal. */
  words: string;
}

/** The next step as it would be saved; null when there is none. */
export function resolveNext(draft: Draft, reading: Reading | null, proposal: Proposal | null): ResolvedNext | null {
  const choice = draft.next;
  if (choice.kind === 'none') return null;
  if (choice.kind === 'typed') {
    if (choice.text.trim() === '') return null;
    return { at: choice.at, hasTime: choice.hasTime, method: draft.nextMethod, source: 'typed', words: choice.text };
  }
  const read = reading?.next;
  if (read) {
    const words = draft.text.slice(...read.span);
    return { at: read.at, hasTime: read.has_time, method: draft.nextMethod ?? read.method, source: 'read', words };
  }
  if (!proposal?.at) return null;
  return {
    at: proposal.at, hasTime: false, method: draft.nextMethod ?? proposal.method, source: 'proposed', words: proposal.why,
  };
}

export function resolveOutcome(draft: Draft, reading: Reading | null): string | null {
  return draft.outcome === undefined ? (reading?.outcome ?? null) : draft.outcome;
}

export function resolveGrade(draft: Draft, reading: Reading | null): string | null {
  return draft.grade === undefined ? (reading?.grade?.to ?? null) : draft.grade;
}

/** Outcomes of a contact that nobody answered. */
const MISSED = new Set(['unreachable', 'dead_number']);

/** Why this contact needs a reason; null when it may be, or when nobody was reached. */
export function resolveGuard(draft: Draft, reading: Reading | null, proposal: Proposal | null): string | null {
  return MISSED.has(resolveOutcome(draft, reading) ?? '') ? null : (proposal?.guard ?? null);
}

/** What saving will lead to, in words; a stage chosen by hand takes its place. */
export function resolveConsequence(draft: Draft, reading: Reading | null, proposal: Proposal | null): string | null {
  const outcome = resolveOutcome(draft, reading);
  return outcome === null || draft.stage !== null ? null : (proposal?.consequences[outcome] ?? null);
}

/** The team's buying signals that saving notes: those in the text and those ticked, without those taken away. */
export function resolveSignals(draft: Draft, reading: Reading | null): string[] {
  const heard = reading?.heard ?? [];
  const ticked = Object.keys(draft.signals).filter((name) => draft.signals[name] === true && !heard.includes(name));
  return [...heard.filter((name) => draft.signals[name] !== false), ...ticked];
}

/** Promises read from the text that were not rejected, then the person's own. */
export function resolvePromises(draft: Draft, reading: Reading | null): (OwnPromise & { read: boolean })[] {
  const read = (reading?.promises ?? [])
    .filter((promise) => !draft.rejected.includes(promise.text))
    .map(({ side, text, due }) => ({ side, text, due, read: true }));
  return [...read, ...draft.promises.map((promise) => ({ ...promise, read: false }))];
}

/** The request that saves the draft. `reading` must be of the draft's present text. */
export function buildBody(draft: Draft, defaults: DraftDefaults, reading: Reading | null, proposal: Proposal | null): FollowupBody {
  const next = resolveNext(draft, reading, proposal);
  const outcome = resolveOutcome(draft, reading);
  const grade = resolveGrade(draft, reading);
  const promises = resolvePromises(draft, reading)
    .filter((promise) => promise.text.trim() !== '')
    .map(({ side, text, due }) => ({ side, text: text.trim(), due }));
  const set: Record<string, Json> = Object.fromEntries(Object.entries(draft.set).filter(([, text]) => text.trim() !== ''));
  const contact = draft.contact ?? defaults.contact;
  return {
    method: draft.method ?? defaults.method,
    via: defaults.via,
    summary: draft.text.trim(),
    client_key: draft.clientKey,
    ...(draft.feedback.trim() ? { feedback: draft.feedback.trim() } : {}),
    ...(contact ? { contact } : {}),
    ...(outcome ? { outcome } : {}),
    ...(grade ? { grade } : {}),
    ...(draft.stage ? { stage: draft.stage } : {}),
    ...(promises.length > 0 ? { promises } : {}),
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(draft.guardReason.trim() ? { guard_reason: draft.guardReason.trim() } : {}),
    // Untouched, the server hears them in text and feedback by itself.
    ...(Object.keys(draft.signals).length > 0 ? { signals: resolveSignals(draft, reading) } : {}),
    ...(draft.consequenceOff ? { consequence: false } : {}),
    ...(next ? { next: nextBody(next, draft.expected) } : {}),
  };
}

function nextBody(next: ResolvedNext, expected: string): NonNullable<FollowupBody['next']> {
  return {
    // A typed step that the server could not preview goes as text: it answers in words what is wrong with it.
    ...(next.at ? { at: next.at, has_time: next.hasTime } : { text: next.words }),
    ...(next.method ? { method: next.method } : {}),
    ...(expected.trim() ? { expected: expected.trim() } : {}),
  };
}
