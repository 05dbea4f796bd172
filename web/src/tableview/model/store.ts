/** A value outside React that announces its changes at once. */
export class Store<T> {
  private value: T;
  private readonly listeners = new Set<() => void>();

  constructor(initial: T) {
    this.value = initial;
  }

  get = (): T => this.value;

  /** Replaces the value; listeners hear of it only when it is another one. */
  set(next: T): void {
    if (Object.is(next, this.value)) return;
    this.value = next;
    for (const listener of [...this.listeners]) listener();
  }

  /** Replaces some members of an object value; nothing is announced when all are the same. */
  patch(change: Partial<T>): void {
    const differs = (Object.keys(change) as (keyof T)[]).some((key) => !Object.is(change[key], this.value[key]));
    if (differs) this.set({ ...this.value, ...change });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}
