import type { Clock } from "./wire.js";

/** Real time plus whatever `advance` has added: timestamps are real, and nothing has to wait. */
export function createClock(): Clock {
  let added = 0;
  return {
    now: () => Date.now() + added,
    advance(ms) {
      added += ms;
    },
  };
}
