import { describe, expect, it } from 'vitest';
import { deadColumns, deadSince, reachOf } from './bad';

const lead = { mobile: '13800000043', phone: '0512-6666666', email: null, bad_channels: ['mobile', 'email'] };

describe('dead ways of reaching a customer', () => {
  it('are the marked columns that hold something', () => {
    expect(deadColumns(lead)).toEqual(new Set(['mobile']));
    expect(deadColumns({ mobile: '1', bad_channels: null })).toBeUndefined();
  });

  it('give way to one that works', () => {
    expect(reachOf(lead, ['mobile', 'phone'])).toEqual({ live: '0512-6666666', dead: null });
    expect(reachOf({ ...lead, phone: null }, ['mobile', 'phone'])).toEqual({ live: null, dead: 'mobile' });
    expect(reachOf({ bad_channels: null }, ['mobile', 'phone'])).toEqual({ live: null, dead: null });
  });

  it('are dead since they were last marked', () => {
    const changes = [
      { at: '2026-03-09', before: ['mobile'], after: ['mobile', 'phone'] },
      { at: '2026-03-05', before: null, after: ['mobile'] },
      { at: '2026-03-02', before: ['mobile'], after: null },
      { at: '2026-03-01', before: null, after: ['mobile'] },
    ];
    expect(deadSince(changes, 'mobile')).toBe('2026-03-05');
    expect(deadSince(changes, 'phone')).toBe('2026-03-09');
    expect(deadSince([], 'mobile')).toBeNull();
  });
});
