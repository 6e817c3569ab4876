/** How long a case waits for what may never come. */
export interface Patience {
  /** Milliseconds that a line may take from another process to here. */
  readonly line: number;
  /** Milliseconds that its functions wait for a signal. */
  readonly signal: number;
}

/** Enough on a machine that is busy. */
export const PATIENT: Patience = { line: 1000, signal: 700 };

/** For a case that is expected to wait in vain. */
const IMPATIENT: Patience = { line: 200, signal: 100 };

/**
 * The patience with the cases of one wire. A wire has many cases of one gap, and each would wait its whole time. The
 * first of them does: it turns red when the gap has closed, however busy the machine. The others wait less.
 */
export class WirePatience {
  readonly #tried = new Set<string>();

  /** @param gap the capability that the next case misses. */
  for(gap: string | undefined): Patience {
    if (gap === undefined) return PATIENT;
    const patience = this.#tried.has(gap) ? IMPATIENT : PATIENT;
    this.#tried.add(gap);
    return patience;
  }
}
