/** Distance from the edge of the view at which dragging begins to scroll, and pixels a frame at most. */
const EDGE = 24;
const FASTEST = 28;

export interface DragHandlers {
  move(x: number, y: number): void;
  end(cancelled: boolean): void;
  /** View within which the pointer stays; scrolled when the pointer is near or beyond its edge. */
  view?: () => { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number } | undefined;
  scroll?(down: number, right: number): void;
}

/** Follows the pointer until it is let go or Esc is pressed, scrolling at the edges. */
export function followPointer(start: PointerEvent, { move, end, view, scroll }: DragHandlers): void {
  let x = start.clientX;
  let y = start.clientY;
  let frame = 0;

  const speed = (at: number, low: number, high: number): number => {
    const over = at < low + EDGE ? at - low - EDGE : at > high - EDGE ? at - high + EDGE : 0;
    return Math.max(-FASTEST, Math.min(FASTEST, over / 2));
  };
  const tick = (): void => {
    const box = view?.();
    const down = box ? speed(y, box.top, box.bottom) : 0;
    const right = box ? speed(x, box.left, box.right) : 0;
    if (down !== 0 || right !== 0) {
      scroll?.(down, right);
      move(x, y);
    }
    frame = requestAnimationFrame(tick);
  };
  const onMove = (event: PointerEvent): void => {
    x = event.clientX;
    y = event.clientY;
    move(x, y);
  };
  const stop = (cancelled: boolean): void => {
    cancelAnimationFrame(frame);
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', onCancel);
    window.removeEventListener('keydown', onKey, true);
    end(cancelled);
  };
  const onUp = (): void => { stop(false); };
  const onCancel = (): void => { stop(true); };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    stop(true);
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  window.addEventListener('pointercancel', onCancel);
  window.addEventListener('keydown', onKey, true);
  if (scroll) frame = requestAnimationFrame(tick);
}
