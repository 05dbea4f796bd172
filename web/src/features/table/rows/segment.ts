import type { Page, PageRow } from '@/api/types';

export type FetchPage = (cursor: string | null, limit: number) => Promise<Page>;

const FIRST = 100;
const FAR = 500;

/**
 * One run of rows in server order, loaded from its beginning page by page: the whole list, or one group of it.
 * `expected` is how many rows it will have as far as known; it becomes exact once the last page is in.
 */
export class Segment {
  ids: number[] = [];
  expected: number;
  /** True once the server said there is no further page. */
  complete = false;
  /** True while the number of rows is only known to be large: the list then grows ahead of what is loaded. */
  openEnded = false;
  private next: string | null = null;
  private wanted = 0;
  private running: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly fetchPage: FetchPage,
    private readonly onPage: (page: Page) => void,
    expected: number,
  ) {
    this.expected = expected;
  }

  /** Loads until `count` rows are there or none are left. Several calls share one run. Rejects when no answer came. */
  ensure(count: number): Promise<void> {
    this.wanted = Math.max(this.wanted, count);
    if (this.complete || this.ids.length >= this.wanted) return this.running ?? Promise.resolve();
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  close(): void {
    this.closed = true;
  }

  private async run(): Promise<void> {
    try {
      while (!this.complete && !this.closed && this.ids.length < this.wanted) {
        const limit = this.wanted - this.ids.length > FIRST * 2 ? FAR : FIRST;
        const page = await this.fetchPage(this.next, limit);
        if (this.closed) return;
        this.take(page.rows, page.next);
        this.onPage(page);
      }
    } catch (error) {
      // The next look at these rows asks again.
      this.wanted = this.ids.length;
      throw error;
    }
  }

  private take(rows: PageRow[], next: string | null): void {
    const known = new Set(this.ids);
    for (const row of rows) if (!known.has(row.id)) this.ids.push(row.id);
    this.next = next;
    if (next === null) {
      this.complete = true;
      this.expected = this.ids.length;
    } else this.expected = Math.max(this.expected, this.ids.length + (this.openEnded ? FAR : 1));
  }
}
