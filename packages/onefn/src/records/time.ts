import type { Invocation } from "../adapter/invocation.js";
import { LONGEST_TIMER } from "../adapter/timers.js";
import type { Delivery } from "./delivery.js";

/** Milliseconds after which the provider is asked again, whatever it said was left. */
const LONGEST = 100;

/**
 * Whether it is too late to begin another record. The alarm cannot tell: handlers that never wait keep the event loop
 * from turning, and a timer from ringing. Any record may take long, so each is preceded by a look at the clock. Asking
 * the provider costs several times that: it is asked when the time that it last told is over.
 */
export function isTimeUp(delivery: Delivery): boolean {
  const { call } = delivery;
  const now = call.timers.Date.now();
  if (now >= delivery.askAt) {
    const left = call.remainingMs();
    delivery.askAt = now + Math.min(left, LONGEST);
    delivery.timeUp ||= left === 0;
  }
  return delivery.timeUp;
}

/**
 * Rings once when the time is up, unless it is called off. Handlers that never wait for the event loop are done before
 * it turns, and a timer costs as much as a record: it is made only after that. The time that the first turn took is gone
 * by then, so the wait is asked for when the timer starts; with nothing left it rings at once.
 *
 * @returns calls it off.
 */
export function setAlarm(
  invocation: Pick<Invocation, "remainingMs" | "timers">,
  ring: () => void,
): () => void {
  const { timers } = invocation;
  let timer: unknown;
  const start = () => {
    const ms = invocation.remainingMs(1 / 2);
    if (ms <= 0) ring();
    // A deadline beyond is none.
    else if (ms <= LONGEST_TIMER) timer = timers.setTimeout(ring, ms);
  };
  const turn = globalThis.setImmediate?.(start);
  if (!turn) timer = timers.setTimeout(start, 0);
  return () => {
    if (turn) clearImmediate(turn);
    timers.clearTimeout(timer as never);
  };
}
