/**
 * Where the core has the time from: alarms, signals, and the looks at the clock between two records. `globalThis` is one;
 * a simulator injects its own, so that days pass in milliseconds.
 */
export interface Timers {
  readonly Date: {
    /** Milliseconds since the epoch. */
    now(): number;
  };
  /** Calls `ring` once, `ms` milliseconds from now, unless the timer is cleared before. */
  setTimeout(ring: () => void, ms: number): unknown;
  clearTimeout(timer: never): void;
}

/** The longest time in milliseconds that a timer can wait: a longer one rings at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;
