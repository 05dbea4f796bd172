/** What the server writes into the page of one form, and what the builder shows as a preview. */

export interface AskedField {
  column: string;
  label: string;
  required: boolean;
  hint: string;
  kind: string;
  options: string[];
}

export interface FormPage {
  token: string;
  title: string;
  intro: string;
  thanks: string;
  fields: AskedField[];
  consent: string;
  consent_version: number | null;
  challenge: string;
  bits: number;
  words: Record<string, string>;
}

export interface Puzzle {
  challenge: string;
  bits: number;
}
