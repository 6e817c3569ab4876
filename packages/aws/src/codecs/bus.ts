import type { RecordCodec } from "onefn/provider";
import type { LambdaContext } from "../native.js";
import { type EventBridgeEvent, isEventBridgeEvent } from "./eventbridge-envelope.js";
import { settleTogether } from "./settle-together.js";

/** How EventBridge invokes functions: asynchronously, with one event at a time. Codecs add what they read. */
export const bus: Omit<RecordCodec<EventBridgeEvent, EventBridgeEvent, null, LambdaContext>, "readings"> = {
  trigger: "eventbridge",
  matches: isEventBridgeEvent,
  records: (event) => [event],
  settle: settleTogether,
};
