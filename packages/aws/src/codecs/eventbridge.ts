import type { RecordCodec } from "onefn/provider";
import type { LambdaContext } from "../native.js";
import { bus } from "./bus.js";
import { busEvent } from "./bus-event.js";
import type { EventBridgeEvent } from "./eventbridge-envelope.js";

/**
 * Rules of Amazon EventBridge that invoke the function.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export const eventbridge: RecordCodec<EventBridgeEvent, EventBridgeEvent, null, LambdaContext> = {
  ...bus,
  readings: [busEvent],
};
