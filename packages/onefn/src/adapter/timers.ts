/**
 * The clock and the timers of alarms, signals, and checks of the time between two records. `globalThis` is one; a
 * simulator injects its own, in which days pass in milliseconds.
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

/** The longest delay of a timer in milliseconds. One with a longer delay fires at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;
