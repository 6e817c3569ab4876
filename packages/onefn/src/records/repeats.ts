import type { Delivery } from "./delivery.js";
import { isTimeUp } from "./time.js";

const NONE: readonly number[] = [];

/** Milliseconds before each further attempt inside the invocation, where the source never delivers again. */
export function repeatsOf({ codec, call }: Delivery): readonly number[] {
  return codec.repeatDelays?.(call) ?? NONE;
}

/** Waits before another attempt. False if there is no time for it: then it does not wait, and no timer outlives the call. */
export async function pause(delivery: Delivery, ms: number): Promise<boolean> {
  const { timers } = delivery.call;
  if (delivery.closed || ms >= delivery.call.remainingMs()) return false;
  await new Promise<void>((resolve) => timers.setTimeout(resolve, ms));
  return !delivery.closed && !isTimeUp(delivery);
}
