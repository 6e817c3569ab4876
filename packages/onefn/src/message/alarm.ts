import type { Invocation } from "../adapter/invocation.js";

/**
 * Rings once when the time is up, unless it is called off. Handlers that never wait are done before the event loop
 * turns, and a timer costs as much as a message: it is made only after that. The time that the first turn took is gone
 * by then, so the wait is asked for when the timer starts; with nothing left it rings at once.
 *
 * @returns calls it off.
 */
export function setAlarm(invocation: Pick<Invocation, "answerWithinMs">, ring: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    const ms = invocation.answerWithinMs();
    if (ms <= 0) ring();
    else timer = setTimeout(ring, ms);
  };
  const turn = typeof setImmediate === "undefined" ? undefined : setImmediate(start);
  if (turn === undefined) timer = setTimeout(start, 0);
  return () => {
    if (turn !== undefined) clearImmediate(turn);
    clearTimeout(timer);
  };
}
