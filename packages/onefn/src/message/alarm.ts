import { LONGEST_TIMER } from "../adapter/longest-timer.js";

/**
 * Rings once after a number of milliseconds, unless it is called off. Handlers that never wait are done before the
 * event loop turns: where the runtime can tell, the timer is made only after that, since it costs as much as a message.
 *
 * @returns calls it off.
 */
export function setAlarm(ms: number, ring: () => void): () => void {
  if (ms > LONGEST_TIMER) return () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    timer = setTimeout(ring, ms);
  };
  if (typeof setImmediate === "undefined") start();
  const turn = timer === undefined ? setImmediate(start) : undefined;
  return () => {
    if (turn !== undefined) clearImmediate(turn);
    clearTimeout(timer);
  };
}
