import { OnefnError, type Timers } from "onefn/provider";
import type { Polling } from "./source.js";

/** Milliseconds before the first attempt after a failure, and the most. */
const FIRST = 500;
const LONGEST = 30_000;

/** Whether a source can be reached. While it cannot, attempts become rarer, and the log has one line about it. */
export class Connection {
  readonly #place: string;
  readonly #timers: Timers;
  readonly #log: Polling["log"];
  #failures = 0;
  #stopped = false;
  readonly #waiting = new Set<() => void>();

  constructor(place: string, timers: Timers, log: Polling["log"]) {
    this.#place = place;
    this.#timers = timers;
    this.#log = log;
  }

  get broken(): boolean {
    return this.#failures > 0;
  }

  /** The source answered. */
  works(): void {
    if (this.broken) this.#log("info", `[onefn/server] poll: ${this.#place} can be reached again.`);
    this.#failures = 0;
  }

  /** The source did not answer. Resolves when it is time for another attempt. */
  fails(cause: unknown): Promise<void> {
    if (!this.broken && !this.#stopped) {
      const error = unreachable(this.#place, "It is asked again, ever less often, until it answers.", cause);
      this.#log("error", error.message, { code: error.code, error });
    }
    return this.wait(Math.min(FIRST * 2 ** this.#failures++, LONGEST));
  }

  /** Waits, unless the poller stops. */
  wait(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#timers.clearTimeout(timer as never);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = this.#timers.setTimeout(done, ms);
      this.#waiting.add(done);
    });
  }

  /** Ends every wait. */
  stop(): void {
    this.#stopped = true;
    for (const done of this.#waiting) done();
  }
}

/** The error for a source that does not answer, or refuses. */
export function unreachable(place: string, then: string, cause: unknown): OnefnError {
  return new OnefnError(
    "ONEFN_SOURCE_UNREACHABLE",
    `[onefn/server] poll: ${place} cannot be fetched from; the cause says why. ${then}`,
    { cause },
  );
}
