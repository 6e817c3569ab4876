import type { Clock } from "../simulator.js";

/** Real time, plus what `advance` has added: timestamps are true, and nothing has to be waited for. */
export function createClock(): Clock {
  let added = 0;
  return {
    now: () => Date.now() + added,
    advance(ms) {
      added += ms;
    },
  };
}
