import { LIMIT } from "./within-time.js";

/** How long a case waits for something that may never come. */
export interface Patience {
  /** Milliseconds that a log line from another process may take. */
  readonly line: number;
  /** Milliseconds that its functions wait for a signal. */
  readonly signal: number;
  /** Milliseconds that it takes at most, unless it has a limit of its own. */
  readonly whole: number;
}

/** Enough on a busy machine. */
export const PATIENT: Patience = { line: 1000, signal: 700, whole: LIMIT };

/** For a case that is expected to wait in vain. */
const IMPATIENT: Patience = { line: 200, signal: 100, whole: 500 };

/**
 * The patience for the cases of one wire. Many cases may share one gap, and each would wait its full time. Only the
 * first does: it fails when the gap has closed, however busy the machine. The others wait less.
 */
export class WirePatience {
  readonly #tried = new Set<string>();

  /** @param gap the capability that the next case lacks. */
  for(gap: string | undefined): Patience {
    if (gap === undefined) return PATIENT;
    const patience = this.#tried.has(gap) ? IMPATIENT : PATIENT;
    this.#tried.add(gap);
    return patience;
  }
}
