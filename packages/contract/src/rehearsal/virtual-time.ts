import type { Clock } from "onefn/simulator";

const START = Date.parse("2026-03-01T00:00:00Z");

interface Timer {
  readonly at: number;
  readonly ring: () => void;
  /** Whether its process stands still, so that it does not ring even if it is due. */
  readonly stands: () => boolean;
}

/** The one clock of a try: of its brokers, and of the adapter's alarms and signals. It moves only when it is told to. */
export class VirtualTime implements Clock {
  #now = START;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  /** Begins anew. */
  reset(): void {
    this.#now = START;
    this.#timers.clear();
  }

  setTimeout(ring: () => void, ms: number, stands: () => boolean = () => false): Timer {
    const timer = { at: this.#now + ms, ring, stands };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer: Timer | undefined): void {
    if (timer) this.#timers.delete(timer);
  }

  /** Rings what is due meanwhile, each timer at its own time. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(); next && next.at <= end; next = this.#next()) this.#ring(next);
    this.#now = end;
  }

  /** Moves to the next timer, and rings it. @param within the most milliseconds to move. Default: any number. */
  ringNext(within: number = Number.POSITIVE_INFINITY): void {
    const next = this.#next();
    if (next && next.at <= this.#now + within) this.#ring(next);
  }

  /** The earliest one; of several, the one that was set first. */
  #next(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (!timer.stands() && (!next || timer.at < next.at)) next = timer;
    }
    return next;
  }

  #ring(timer: Timer): void {
    this.#timers.delete(timer);
    this.#now = Math.max(this.#now, timer.at);
    timer.ring();
  }
}
