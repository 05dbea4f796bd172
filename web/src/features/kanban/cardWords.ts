import { asText } from '@/features/record/words';
import type { Card } from './model';

/** A lead may be a person without a company. */
export function cardTitle(card: Card): string {
  return asText(card.cells['company']) ?? asText(card.cells['contact']) ?? asText(card.cells['number']) ?? String(card.id);
}

const DAY_MS = 86_400_000;

/** Whole days from intake to signing; null when one of them is not known. */
export function cycleDays(card: Card): number | null {
  const won = asText(card.cells['won_at']);
  const created = asText(card.cells['created_at']);
  return won && created ? Math.max(0, Math.round((Date.parse(won) - Date.parse(created)) / DAY_MS)) : null;
}
