import type { LambdaAnswer, LambdaInstance } from "../host.js";
import { invokeAt } from "./deliver.js";
import { PAYLOAD_LIMIT } from "./limits.js";

/** A batch has at most 10,000 records. */
const BATCH = 10_000;

/**
 * How a broker delivers by an event source mapping, which reads batches from a stream or a queue and invokes the function.
 *
 * @param frame the bytes around the records in an event's JSON.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */
export function eventSourceMapping(running: LambdaInstance, frame: number) {
  return {
    from: "onefn/aws",
    running,
    batch: BATCH,
    bytes: PAYLOAD_LIMIT - frame,
    invoke: (event: unknown, _: unknown, now: number): Promise<LambdaAnswer> => invokeAt(running, event, now),
  };
}
