import type { PubsubSource } from "@onefn/server/pubsub";
import type { CloudEventSource, Reading } from "onefn/provider";
import { Published } from "./published.js";

/** A message of Pub/Sub as the event that Eventarc makes of it. */
class PublishedEvent extends Published<PubsubSource> implements CloudEventSource {
  time(): Date | undefined {
    return this.message.enqueuedAt();
  }
  contentType(): string {
    return "application/json";
  }
  /** The document with the message, whose data is base64. */
  data(): unknown {
    return this.message.record;
  }
}

/** A message that neither a message function nor a schedule claims. */
export const pubsubEvent: Reading<PubsubSource> = {
  kind: "event",
  origin: ({ origin }) => origin,
  decode: (message) => new PublishedEvent(message),
};
