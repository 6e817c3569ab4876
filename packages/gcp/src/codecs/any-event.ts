import type { CloudEventSource } from "onefn/provider";
import type { EventarcReading } from "./eventarc.js";
import { type GoogleEvent, GoogleSource } from "./google-event.js";

/** An event of any type, such as an audit log's. */
class AnyEvent extends GoogleSource implements CloudEventSource {
  data(): unknown {
    return this.record;
  }
}

/**
 * Events of every type. It is the last of a list: a function of a narrower kind takes its own first.
 * @see https://cloud.google.com/eventarc/docs/reference/supported-events
 */
export const anyEvent: EventarcReading = {
  kind: "event",
  origin: ({ type }: GoogleEvent) => type,
  decode: (event) => new AnyEvent(event),
};
