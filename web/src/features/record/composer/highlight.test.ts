import { describe, expect, it } from 'vitest';
import type { Reading } from '../types';
import { highlightPieces } from './highlight';

const TEXT = '约下周三拜访，寄样件';
const READING: Reading = {
  history: { text: '', items: [] },
  next: { at: '2026-03-11T07:00:00Z', has_time: false, method: null, span: [1, 4], display: '' },
  promises: [{ side: 'ours', text: '寄样件', due: null, span: [7, 10] }],
  signals: [],
  outcome: null,
  grade: null,
};

describe('highlightPieces', () => {
  it('marks what was read and loses no letter', () => {
    const pieces = highlightPieces(TEXT, { text: TEXT, reading: READING });
    expect(pieces.map((piece) => piece.text).join('')).toBe(TEXT);
    expect(pieces.filter((piece) => piece.mark)).toEqual([
      { text: '下周三', mark: 'next' },
      { text: '寄样件', mark: 'promise' },
    ]);
  });

  it('keeps a mark while writing goes on behind it, and drops it when the text before it changes', () => {
    expect(highlightPieces(`${TEXT}，再`, { text: TEXT, reading: READING }).some((piece) => piece.mark === 'next')).toBe(true);
    expect(highlightPieces(`先${TEXT}`, { text: TEXT, reading: READING }).some((piece) => piece.mark)).toBe(false);
  });

  it('does not mark what was turned down', () => {
    expect(highlightPieces(TEXT, { text: TEXT, reading: READING }, ['寄样件'], false).every((piece) => piece.mark === null)).toBe(true);
  });
});
