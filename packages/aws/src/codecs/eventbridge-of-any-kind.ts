import { bus } from "./bus.js";
import { busEvent } from "./bus-event.js";
import { scheduledEvent } from "./eventbridge-schedule.js";
import { s3ThroughEventBridge } from "./s3-through-eventbridge.js";

/** Amazon EventBridge for all kinds. What no function of another kind takes is an ordinary event. */
export const eventbridgeOfAnyKind = { ...bus, readings: [scheduledEvent, s3ThroughEventBridge, busEvent] };
