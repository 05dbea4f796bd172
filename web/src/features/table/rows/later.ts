/** Runs something once after a pause; asking again meanwhile only starts the pause anew. */
export class Later {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly run: () => void,
  ) {}

  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.run, this.milliseconds);
  }

  cancel(): void {
    clearTimeout(this.timer);
  }
}
