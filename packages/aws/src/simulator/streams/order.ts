import type { RecordOptions } from "onefn/simulator";

/** The options of a wire whose name ends in `-by-key`: its adapter has the option `order: "key"`. */
export function orderedBy<Sent>(trigger: string, options: RecordOptions<Sent>): RecordOptions<Sent> {
  const order = { order: "key" };
  return trigger.endsWith("-by-key") ? { ...options, adapt: { ...order, ...options.adapt } } : options;
}

/** Milliseconds until a stream is delivered again. Lambda waits longer after each failure. */
export const BACKOFF = 1_000;
