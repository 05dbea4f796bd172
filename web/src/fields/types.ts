/** Every kind of field the engine has. Adding one means one file in `kinds/` and one line in `registry.ts`. */
export type FieldKind =
  | 'text' | 'long_text' | 'number' | 'money' | 'percent' | 'date' | 'datetime' | 'choice' | 'choices' | 'person'
  | 'link' | 'phone' | 'email' | 'url' | 'checkbox' | 'rating' | 'auto_number' | 'encrypted' | 'stage' | 'grade' | 'status';

/** A record pointed at, with the words to show for it. */
export interface Reference {
  readonly id: number | string;
  readonly label: string;
}

/** Colour of the schedule in words (A4): never shown as colour alone. */
export interface StatusValue {
  readonly level: 'green' | 'amber' | 'red' | 'done' | 'none';
  readonly words: string;
}

/** A stage with its place on the way: progress is a fraction from 0 to 1. */
export interface StageValue {
  readonly id: number | string;
  readonly label: string;
  readonly progress: number;
  readonly kind: 'open' | 'won' | 'lost';
}

/**
 * The JSON value of a cell per kind, exactly as the API sends it.
 * Units: money in fen (integer), percent in percent points, date `YYYY-MM-DD`, datetime ISO 8601 in UTC.
 */
export interface ValueOf {
  text: string;
  long_text: string;
  number: number;
  money: number;
  percent: number;
  date: string;
  datetime: string;
  choice: string;
  choices: readonly string[];
  person: Reference;
  link: Reference;
  phone: string;
  email: string;
  url: string;
  checkbox: boolean;
  rating: number;
  auto_number: string;
  encrypted: string;
  stage: StageValue;
  grade: string;
  status: StatusValue;
}

export type CellValue = ValueOf[FieldKind] | null;

export type Tone = 'neutral' | 'accent' | 'green' | 'amber' | 'red' | 'violet' | 'outline';

/** One thing that can be picked in a choice, grade, stage, person or link cell. */
export interface ChoiceOption {
  /** What is stored: the choice key, or the id of the person, stage or record as text. */
  readonly key: string;
  readonly label: string;
  readonly tone?: Tone;
  /** Further words it is found by, separated by spaces: full pinyin and initials, as the server computed them. */
  readonly search?: string;
  /** Words under the label in the list, for example a stage's definition. */
  readonly note?: string;
  /** Retired options are shown where they stand but cannot be picked. */
  readonly retired?: boolean;
  /** For stages only. */
  readonly progress?: number;
  readonly stageKind?: StageValue['kind'];
}

/** What a field needs to know of its column to show, copy and edit a value. */
export interface FieldColumn {
  readonly id: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly options?: readonly ChoiceOption[];
  /** Written after a number, for example 台. */
  readonly unit?: string;
}

/** How values are written for this reader. */
export interface FieldSettings {
  readonly language: string;
  /** Zone of the organisation; instants are shown in it whatever the browser's own zone is. */
  readonly zone: string;
  /** The present instant; decides which year may be left out. */
  readonly now: () => Date;
}
