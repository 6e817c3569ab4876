import type { CloudEventSource, Reading } from "onefn/provider";
import type { LambdaContext } from "../native.js";
import { Enveloped, type EventBridgeEvent } from "./eventbridge-envelope.js";

/** An event of a bus as it is. */
export class BusEvent extends Enveloped implements CloudEventSource {
  get record(): object {
    return this.event;
  }
  /** EventBridge parses the detail. */
  data(): unknown {
    return this.event.detail;
  }
  contentType(): string {
    return "application/json";
  }
}

/** An event of a bus, of any type. */
export const busEvent: Reading<EventBridgeEvent, EventBridgeEvent, LambdaContext> = {
  kind: "event",
  origin: (event) => event["detail-type"],
  decode: (event) => new BusEvent(event),
};
