import type { CellValue, ChoiceOption, FieldColumn, FieldKind } from './types';

const indexes = new WeakMap<readonly ChoiceOption[], ReadonlyMap<string, ChoiceOption>>();

/** The option a key stands for; undefined when the column does not know it (any more). */
export function optionOf(column: FieldColumn, key: string): ChoiceOption | undefined {
  const { options } = column;
  if (!options) return undefined;
  let index = indexes.get(options);
  if (!index) {
    index = new Map(options.map((option) => [option.key, option]));
    indexes.set(options, index);
  }
  return index.get(key);
}

/** Words of a key; the key itself when the option is not known, so that nothing is ever blank. */
export function labelOf(column: FieldColumn, key: string): string {
  return optionOf(column, key)?.label ?? key;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\s'’]/g, '').replace(/−/g, '-');
}

/** How well an option answers to what was typed; lower is better, undefined not at all. */
function rank(option: ChoiceOption, typed: string): number | undefined {
  const label = fold(option.label);
  if (label === typed) return 0;
  if (label.startsWith(typed)) return 1;
  const words = (option.search ?? '').split(' ').map(fold);
  if (words.some((word) => word.startsWith(typed))) return 2;
  if (label.includes(typed)) return 3;
  if (words.some((word) => word.includes(typed))) return 4;
  return undefined;
}

/** Options that answer to typed Chinese, pinyin or initials, the best first; all of them for no text. */
export function filterOptions(options: readonly ChoiceOption[], text: string): readonly ChoiceOption[] {
  const offered = options.filter((option) => !option.retired);
  const typed = fold(text);
  if (typed === '') return offered;
  return offered
    .map((option, place) => ({ option, place, rank: rank(option, typed) }))
    .filter((found): found is { option: ChoiceOption; place: number; rank: number } => found.rank !== undefined)
    .sort((one, other) => one.rank - other.rank || one.place - other.place)
    .map(({ option }) => option);
}

/** The cell value that picking an option means for a kind of field. */
export function valueOfOption(kind: FieldKind, option: ChoiceOption): CellValue {
  const id = /^\d+$/.test(option.key) ? Number(option.key) : option.key;
  if (kind === 'person' || kind === 'link') return { id, label: option.label };
  if (kind === 'stage') {
    return { id, label: option.label, progress: option.progress ?? 0, kind: option.stageKind ?? 'open' };
  }
  return option.key;
}

/** Key of the option a cell holds now, for marking it in the list. */
export function keysOfValue(value: CellValue): readonly string[] {
  if (value === null || typeof value === 'boolean') return [];
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value as readonly string[];
  return 'id' in value ? [String(value.id)] : [];
}
