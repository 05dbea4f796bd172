import type { CellValue, Labelled, Option, StageCell, StatusCell } from '@/api/types';

/** The label of an option; the key itself when the option is no longer known. Empty for none. */
export function optionLabel(options: readonly Option[] | undefined, key: string | null | undefined): string {
  if (!key) return '';
  return options?.find((option) => option.key === key)?.label ?? key;
}

export function asText(value: CellValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function asStage(value: CellValue | undefined): StageCell | null {
  return isObject(value) && 'progress' in value ? value : null;
}

export function asStatus(value: CellValue | undefined): StatusCell | null {
  return isObject(value) && 'level' in value ? value : null;
}

export function asPerson(value: CellValue | undefined): Labelled | null {
  return isObject(value) && 'id' in value ? { id: value.id, label: value.label } : null;
}

function isObject(value: CellValue | undefined): value is Labelled | StatusCell | StageCell {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
