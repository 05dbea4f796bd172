import type { CellReading, ReadItem } from './types';

export interface ReadPiece {
  text: string;
  /** What the characters were read as; the innermost finding wins. Null for what was not read, or was rejected. */
  kind: ReadItem['kind'] | null;
  /** Whether an entry begins here: it is set off from the one before. */
  first: boolean;
}

/** Cuts the cell into pieces that together are exactly its text. Places count characters, not UTF-16 units. */
export function readingPieces({ text, items }: CellReading): ReadPiece[] {
  const characters = Array.from(text);
  const kept = items.filter((item) => item.kept);
  const cuts = new Set([0, characters.length, ...kept.flatMap((item) => item.span)]);
  const places = [...cuts].filter((at) => at <= characters.length).sort((a, b) => a - b);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? characters.length;
    const over = kept.filter((item) => item.span[0] <= start && item.span[1] >= end);
    const inner = over.find((item) => item.kind !== 'entry') ?? over[0];
    return {
      text: characters.slice(start, end).join(''),
      kind: inner?.kind ?? null,
      first: over.some((item) => item.kind === 'entry' && item.span[0] === start),
    };
  });
}

/** The words an item came from. */
export function itemText({ text }: CellReading, item: ReadItem): string {
  return Array.from(text).slice(item.span[0], item.span[1]).join('');
}

/** The keys rejected once `key` is turned over. */
export function turnOver(reading: CellReading, key: string): string[] {
  return reading.items.filter((item) => (item.key === key ? item.kept : !item.kept)).map((item) => item.key);
}

export function rejectAll(reading: CellReading): string[] {
  return reading.items.map((item) => item.key);
}

/** The reading with exactly these keys turned down. */
export function withRejected(reading: CellReading, rejected: readonly string[]): CellReading {
  return { ...reading, items: reading.items.map((item) => ({ ...item, kept: !rejected.includes(item.key) })) };
}

/** How many follow-ups the text becomes: without a kept entry it is one, undated. */
export function countEntries({ items }: CellReading): number {
  return Math.max(1, items.filter((item) => item.kind === 'entry' && item.kept).length);
}
