import type { Reading, Span } from '../types';

export type Mark = 'next' | 'promise' | 'signal';

export interface Piece {
  text: string;
  mark: Mark | null;
}

interface Marked {
  span: Span;
  mark: Mark;
}

function marksOf(reading: Reading, rejected: readonly string[], withNext: boolean): Marked[] {
  const marks: Marked[] = [];
  if (reading.next && withNext) marks.push({ span: reading.next.span, mark: 'next' });
  for (const promise of reading.promises) {
    if (promise.span && !rejected.includes(promise.text)) marks.push({ span: promise.span, mark: 'promise' });
  }
  for (const signal of reading.signals) marks.push({ span: signal.span, mark: 'signal' });
  return marks.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

/**
 * Cuts the present text into plain and marked pieces that together are exactly the text.
 * Marks read from an older text are drawn only where that stretch still stands at the same place.
 */
export function highlightPieces(
  text: string,
  read: { text: string; reading: Reading } | null,
  rejected: readonly string[] = [],
  withNext = true,
): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { span: [start, end], mark } of read ? marksOf(read.reading, rejected, withNext) : []) {
    if (start < at || end <= start || text.slice(start, end) !== read?.text.slice(start, end)) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), mark: null });
    pieces.push({ text: text.slice(start, end), mark });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), mark: null });
  return pieces;
}
