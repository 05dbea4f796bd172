import { emptyDraft, isWorthKeeping, type Draft } from './draft';

const PREFIX = 'genjin.followup.';

function newKey(): string {
  return crypto.randomUUID();
}

/** The draft kept for a lead in this browser, or an empty one. Drafts of an older form are completed, not dropped. */
export function loadDraft(leadId: number): Draft {
  const fresh = emptyDraft(newKey());
  try {
    const kept = localStorage.getItem(PREFIX + leadId);
    return kept ? { ...fresh, ...(JSON.parse(kept) as Partial<Draft>) } : fresh;
  } catch {
    return fresh;
  }
}

/** Keeps a draft until it is saved; an empty one is forgotten. Storage that is full or forbidden loses only the copy. */
export function keepDraft(leadId: number, draft: Draft): void {
  try {
    if (isWorthKeeping(draft)) localStorage.setItem(PREFIX + leadId, JSON.stringify(draft));
    else localStorage.removeItem(PREFIX + leadId);
  } catch {
    // The text still stands in the form.
  }
}

export function forgetDraft(leadId: number): Draft {
  localStorage.removeItem(PREFIX + leadId);
  return emptyDraft(newKey());
}
