import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from './sha256';
import { solve } from './solve';

const hex = (text: string): string => [...sha256(text)].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');

describe('sha256', () => {
  it.each(['', 'abc', '跟进 13812346021', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'x'.repeat(1000)])('is the digest everybody else computes: %s', (text) => {
    expect(hex(text)).toBe(createHash('sha256').update(text).digest('hex'));
  });
});

describe('the puzzle', () => {
  it('is solved by an answer whose digest begins with that many zero bits', async () => {
    const answer = await solve({ challenge: 'abc', bits: 10 });
    const digest = createHash('sha256').update(`abc:${answer}`).digest();
    expect(digest.readUInt32BE(0) >>> 22).toBe(0);
  });
});
