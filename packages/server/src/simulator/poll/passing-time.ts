import type { Timers } from "onefn/provider";

/** Time that passes at once for a poller. A client sees while a timer rings how long it was to wait. */
export class PassingTime {
  /** Milliseconds of the timer that rings. 0: none does. */
  passing = 0;

  readonly timers: Timers = {
    Date: { now: () => Date.now() },
    setTimeout: (ring, ms) =>
      setImmediate(() => {
        this.passing = ms;
        ring();
        this.passing = 0;
      }),
    clearTimeout: (timer) => clearImmediate(timer),
  };
}
