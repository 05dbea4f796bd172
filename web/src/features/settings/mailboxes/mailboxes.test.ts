import { describe, expect, it } from 'vitest';
import { changesOf, conditionOf, withSecurity, type Mailbox, type MailboxDraft } from './mailboxes';

const draft: MailboxDraft = {
  name: '销售', host: 'imap.a.example', security: 'ssl', user: 'sales@a.example', folder: 'INBOX', since: '2026-11-01', port: 993, keep_days: 180, password: '',
  source: null, lead_owner: null, lead_unit: null,
};
const box: Mailbox = {
  id: 1, name: '销售', active: true, ready: true, address: 'sales@a.example', folder: 'INBOX', since: '2026-11-01', tried_at: null, looked_at: '2026-11-25T01:00:00Z',
  error: '', in_folder: 3, counts: { new: 0, lead: 2, note: 0, skipped: 0, failed: 0 },
};
const NOW = Date.parse('2026-11-25T01:05:00Z');
const none = { new: 0, lead: 0, note: 0, skipped: 0, failed: 0 };

describe('a mailbox being set up', () => {
  it('saves only what changed, the password only when one is typed', () => {
    expect(changesOf(1, draft, draft)).toEqual([]);
    expect(changesOf(1, draft, { ...draft, password: 'x', host: 'imap.b.example' }).map(({ column }) => column)).toEqual(['host', 'password']);
  });

  it('takes the usual port along, not one of its own', () => {
    expect(withSecurity(draft, 'starttls')).toEqual({ security: 'starttls', port: 143 });
    expect(withSecurity({ ...draft, port: 10993 }, 'starttls').port).toBe(10993);
  });
});

describe('how a mailbox fares', () => {
  it('does not call it well when it works and brings nothing', () => {
    expect(conditionOf(box, NOW)).toBe('well');
    expect(conditionOf({ ...box, counts: none }, NOW)).toBe('nothing');
    expect(conditionOf({ ...box, counts: none, in_folder: 0 }, NOW)).toBe('bare');
  });

  it('notices that nobody looks into it any more', () => {
    expect(conditionOf(box, NOW + 3_600_000)).toBe('stale');
  });

  it('says a fault first, whatever went well before', () => {
    expect(conditionOf({ ...box, error: '登录名或密码不对' }, NOW)).toBe('failed');
    expect(conditionOf({ ...box, looked_at: null }, NOW)).toBe('never');
    expect(conditionOf({ ...box, active: false }, NOW)).toBe('off');
    expect(conditionOf({ ...box, ready: false }, NOW)).toBe('unready');
  });
});
