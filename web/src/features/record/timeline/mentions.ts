import type { PersonHit } from '../types';

export interface MentionQuery {
  /** Where the `@` stands and where the caret is. */
  start: number;
  end: number;
  query: string;
}

const LONGEST_NAME = 20;

/** The mention being written at the caret: an `@` at the start or after anything but a letter or digit of an address. */
export function mentionAt(text: string, caret: number): MentionQuery | null {
  const start = text.lastIndexOf('@', caret - 1);
  if (start < 0 || caret - start > LONGEST_NAME) return null;
  if (/[\w.]/.test(text[start - 1] ?? '')) return null;
  const query = text.slice(start + 1, caret);
  return /[\s，。；、@]/.test(query) ? null : { start, end: caret, query };
}

export function insertMention(text: string, mention: MentionQuery, name: string): { text: string; caret: number } {
  const before = `${text.slice(0, mention.start)}@${name} `;
  return { text: before + text.slice(mention.end), caret: before.length };
}

/** Ids of the picked people whose name still stands in the text, each once. */
export function mentionedIds(text: string, picked: readonly PersonHit[]): number[] {
  return [...new Set(picked.filter((person) => text.includes(`@${person.label}`)).map((person) => person.id))];
}

/** The text cut at mentions for drawing; together the pieces are exactly the text. */
export function mentionPieces(text: string): { text: string; mention: boolean }[] {
  return text
    .split(/(@[\p{L}\p{N}_]{1,20})/u)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, mention: piece.startsWith('@') && piece.length > 1 }));
}
