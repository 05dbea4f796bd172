let context: CanvasRenderingContext2D | null | undefined;

/** Width in pixels of the widest line in the type of the cells. */
export function widthOfText(text: string): number {
  if (context === undefined) {
    context = document.createElement('canvas').getContext('2d');
    if (context) context.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  }
  if (!context) return text.length * 13;
  return Math.ceil(Math.max(0, ...text.split('\n').map((line) => context?.measureText(line).width ?? 0)));
}
