/** Moves the focus from a card with an arrow key: up and down in its column, left and right to the nearest card beside. */
export function walkCards(from: HTMLElement, key: string): void {
  const column = from.closest('section');
  if (!column) return;
  const inColumn = cardsIn(column);
  const at = inColumn.indexOf(from);
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    inColumn[at + (key === 'ArrowDown' ? 1 : -1)]?.focus();
    return;
  }
  const columns = [...(column.parentElement?.querySelectorAll<HTMLElement>('section') ?? [])];
  const step = key === 'ArrowRight' ? 1 : -1;
  for (let index = columns.indexOf(column) + step; index >= 0 && index < columns.length; index += step) {
    const neighbour = columns[index];
    const beside = neighbour ? cardsIn(neighbour) : [];
    if (beside.length === 0) continue;
    nearest(beside, from.getBoundingClientRect().top)?.focus();
    return;
  }
}

function cardsIn(column: HTMLElement): HTMLElement[] {
  return [...column.querySelectorAll<HTMLElement>('[data-card]')];
}

function nearest(cards: readonly HTMLElement[], top: number): HTMLElement | undefined {
  const away = (card: HTMLElement) => Math.abs(card.getBoundingClientRect().top - top);
  return [...cards].sort((a, b) => away(a) - away(b))[0];
}
