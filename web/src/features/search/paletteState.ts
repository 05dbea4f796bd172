import { createStore } from '@/kit/state/store';

export const paletteOpen = createStore(false);

export function openPalette(): void {
  paletteOpen.set(true);
}

export function closePalette(): void {
  paletteOpen.set(false);
}
