import type { Invocation } from "../adapter/invocation.js";

/** Messages between two looks, while so many take less than {@link SLOW}: a look costs as much as a message. */
const QUICK = 16;

/** Milliseconds. */
const SLOW = 5;

/**
 * Says when it is too late to begin another message. The alarm cannot: handlers that never wait keep the event loop from
 * turning, and a timer from ringing.
 */
export class Clock {
  readonly #invocation: Pick<Invocation, "remainingMs">;
  #left = Number.POSITIVE_INFINITY;
  /** The first message of a batch is begun without a look. */
  #skip = 1;
  #up = false;

  constructor(invocation: Pick<Invocation, "remainingMs">) {
    this.#invocation = invocation;
  }

  /** Whether somebody was told that the time is up. */
  get up(): boolean {
    return this.#up;
  }

  /** To be asked ahead of each message. */
  look(): boolean {
    if (this.#up || this.#skip-- > 0) return this.#up;
    const left = this.#invocation.remainingMs();
    this.#skip = this.#left - left < SLOW ? QUICK : 0;
    this.#left = left;
    this.#up = left === 0;
    return this.#up;
  }
}
