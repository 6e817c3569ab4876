import type { Invocation } from "../adapter/invocation.js";
import { LONGEST_TIMER } from "../adapter/longest-timer.js";

/** Milliseconds after which the provider is asked again, whatever it said was left. */
const LONGEST = 100;

/**
 * Says when it is too late to begin another message. The alarm cannot: handlers that never wait keep the event loop from
 * turning, and a timer from ringing. Any message may take long, so each is preceded by a look at the system's clock.
 * Asking the provider costs several times that: it is asked when the time that it last told is over.
 */
export class Clock {
  readonly #invocation: Pick<Invocation, "remainingMs">;
  /** When to ask the provider, by the system's clock. */
  #next: number;
  #up = false;
  /** Whether there is no deadline, or one that no timer can wait for. */
  readonly endless: boolean;

  constructor(invocation: Pick<Invocation, "remainingMs">) {
    const left = invocation.remainingMs();
    this.#invocation = invocation;
    this.#next = Date.now() + Math.min(left, LONGEST);
    this.endless = left > LONGEST_TIMER;
  }

  /** Whether somebody was told that the time is up. */
  get up(): boolean {
    return this.#up;
  }

  /** Whether the time is up; to be asked ahead of each message but the first. */
  look(): boolean {
    const now = Date.now();
    if (now < this.#next) return this.#up;
    const left = this.#invocation.remainingMs();
    this.#next = now + Math.min(left, LONGEST);
    this.#up ||= left === 0;
    return this.#up;
  }
}
