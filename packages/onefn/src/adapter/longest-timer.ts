/** Milliseconds that a timer can wait: one that is told more rings at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;
