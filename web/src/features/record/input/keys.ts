import type { KeyboardEvent } from 'react';

/** True while an input method composes: such a key belongs to it and must never save, pick or close anything. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}
