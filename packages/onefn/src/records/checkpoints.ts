import type { Delivery } from "./delivery.js";
import { isPassed } from "./settling.js";

/** Whether a record of the same checkpoint has failed before this one, which is then delivered again in any case. */
export function isBehind({ codec, failures, records }: Delivery, index: number): boolean {
  const failure = failures?.get(codec.checkpoint?.(records[index]) as string);
  return failure !== undefined && failure < index;
}

/** Remembers a record that failed, if it is the first of its checkpoint. */
export function noteFailure(delivery: Delivery, index: number): void {
  const { codec, failures, records } = delivery;
  if (failures && !isPassed(delivery, index) && !isBehind(delivery, index))
    failures.set(codec.checkpoint?.(records[index]) as string, index);
}
