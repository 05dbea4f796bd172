import type { components } from '@/api/schema';
import type { Json, Labelled } from '@/api/types';
import { linkCell, numberCell, textCell, type SettingRow } from '../parts/cells';
import type { Change } from '../parts/useSave';

export type Mailbox = components['schemas']['MailboxOut'];
export type TakenMail = components['schemas']['TakenOut'];
export type Tried = components['schemas']['MailboxTried'];

const TEXTS = ['name', 'host', 'security', 'user', 'folder', 'since'] as const;
const LINKS = ['source', 'lead_owner', 'lead_unit'] as const;
const NUMBERS = ['port', 'keep_days'] as const;
export const CELLS = [...TEXTS, ...NUMBERS, 'password', ...LINKS];
export const SECURITIES = ['ssl', 'starttls', 'none'] as const;
const PORTS: Record<string, number> = { ssl: 993, starttls: 143, none: 143 };

/** password: what is typed now; the saved one never comes back. */
export type MailboxDraft = Record<(typeof TEXTS)[number], string> & Record<(typeof LINKS)[number], Labelled | null> & { port: number | null; keep_days: number | null; password: string };

export function draftOf(row: SettingRow): MailboxDraft {
  return {
    ...(Object.fromEntries(TEXTS.map((column) => [column, textCell(row, column)])) as Record<(typeof TEXTS)[number], string>),
    ...(Object.fromEntries(LINKS.map((column) => [column, linkCell(row, column)])) as Record<(typeof LINKS)[number], Labelled | null>),
    port: numberCell(row, 'port'),
    keep_days: numberCell(row, 'keep_days'),
    password: '',
  };
}

/** The cells that differ. The password goes after the server it is for. */
export function changesOf(row: number, before: MailboxDraft, draft: MailboxDraft): Change[] {
  const edits: Change[] = [];
  const add = (column: string, value: Json) => edits.push({ row, column, value });
  for (const column of TEXTS) if (draft[column] !== before[column]) add(column, draft[column]);
  for (const column of NUMBERS) if (draft[column] !== before[column]) add(column, draft[column]);
  for (const column of LINKS) if (draft[column]?.id !== before[column]?.id) add(column, draft[column]?.id ?? null);
  if (draft.password) add('password', draft.password);
  return edits;
}

/** Another encryption brings its usual port along, unless somebody chose one of their own. */
export function withSecurity(draft: MailboxDraft, security: string): Pick<MailboxDraft, 'security' | 'port'> {
  const usual = draft.port === null || draft.port === PORTS[draft.security];
  return { security, port: usual ? (PORTS[security] ?? draft.port) : draft.port };
}

export type Condition = 'failed' | 'unready' | 'off' | 'never' | 'stale' | 'bare' | 'nothing' | 'well';
/** Looked into every other minute: after this long nobody does any more. */
const STALE_MS = 15 * 60_000;

/** What there is to say about a mailbox first. That it works and brings nothing is no success. */
export function conditionOf(box: Mailbox, now = Date.now()): Condition {
  if (box.error) return 'failed';
  if (!box.ready) return 'unready';
  if (!box.active) return 'off';
  if (!box.looked_at) return 'never';
  if (now - Date.parse(box.looked_at) > STALE_MS) return 'stale';
  if (takenOf(box) > 0) return 'well';
  return box.in_folder ? 'nothing' : 'bare';
}

export const TONES: Record<Condition, 'red' | 'amber' | 'green' | undefined> = { failed: 'red', unready: 'amber', off: undefined, never: undefined, stale: 'red', bare: 'amber', nothing: 'amber', well: 'green' };

export function takenOf(box: Mailbox): number {
  return Object.values(box.counts).reduce((sum, count) => sum + count, 0);
}
