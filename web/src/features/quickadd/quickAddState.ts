import { createStore } from '@/kit/state/store';

/** The text the quick-add dialog opens with; undefined while it is closed. */
export const quickAddText = createStore<string | undefined>(undefined);

export const openQuickAdd = (text = ''): void => quickAddText.set(text);
export const closeQuickAdd = (): void => quickAddText.set(undefined);

/** Whether typed words look like a person to add rather than one to find: a number and something beside it. */
export function looksLikeCard(words: string): boolean {
  const digits = words.replace(/\D/g, '').length;
  return digits >= 7 && /[^\d\s+-]{2,}/.test(words);
}
