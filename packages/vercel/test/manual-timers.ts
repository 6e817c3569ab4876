import type { Timers } from "onefn/provider";

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

/** Timers whose time passes only when a test says so. */
export class ManualTimers implements Timers {
  #now = Date.parse("2026-03-01T00:00:00Z");
  readonly #timers = new Set<Timer>();
  readonly Date = { now: () => this.#now };

  /** Milliseconds until each timer rings, the next first. */
  get waiting(): readonly number[] {
    return [...this.#timers].map(({ at }) => at - this.#now).sort((a, b) => a - b);
  }

  setTimeout(ring: () => void, ms: number): unknown {
    const timer = { at: this.#now + ms, ring };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer: never): void {
    this.#timers.delete(timer);
  }

  /** Lets time pass, and everything happen that it brings about. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turns();
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.ring();
      await turns();
    }
    this.#now = end;
  }
}

/** Lets what is ready to go on do so. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}
