/** One thing read out of a 跟进记录 text; `span` are its characters, the end not included. */
export interface ReadItem {
  key: string;
  kind: 'entry' | 'promise' | 'next';
  span: [number, number];
  day: string | null;
  precision: string | null;
  words: string;
  contact?: string | null;
  kept: boolean;
}

export interface CellReading {
  text: string;
  items: ReadItem[];
}

/** A 跟进记录 text put at one lead. */
export interface PastedText {
  lead: number;
  title: string;
  text: string;
}
