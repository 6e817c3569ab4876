import type { Timers } from "onefn/provider";
import type { Clock } from "onefn/simulator";

/** A clock that moves only when it is told to. */
export function manualClock(): Clock {
  let now = Date.parse("2026-03-01T00:00:00Z");
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}

/**
 * Timers that ring at the next turn of the event loop, however long they were set for: what waits for nothing but
 * itself is done by then, and what hangs has no need to be waited for.
 *
 * @param life the number of the process, whose timers die with it; undefined while there is none.
 */
export function quickTimers(clock: Clock, life: () => number | undefined): Timers {
  return {
    Date: { now: () => clock.now() },
    setTimeout(ring) {
      const born = life();
      return setImmediate(() => {
        if (born !== undefined && born === life()) ring();
      });
    },
    clearTimeout: (timer) => clearImmediate(timer),
  };
}
