import { CloudEventSource } from "@onefn/server/cloudevents";
import { isDelivery, type PubsubDelivery, publishedBytes } from "@onefn/server/pubsub";
import { createRecord, EventRequest } from "onefn/provider";
import { GoogleEvent } from "./google-event.js";

/** Eventarc gives its own subscriptions these names. What others publish to their own topics does not come by them. */
const SUBSCRIPTION = /\/subscriptions\/eventarc-[^/]+$/;

const PREFIX = "ce-";

/**
 * Whether a request brings an event of Eventarc's that Pub/Sub could not unwrap. Eventarc sends by a subscription of its
 * own, which writes the attributes of a message as headers. No header can end in a space, but the id of a document can:
 * Pub/Sub then pushes the message itself.
 * @see https://github.com/firebase/firebase-functions/issues/1922
 */
export function hasWrappedEvent(event: unknown): boolean {
  // Where the headers are of an event, a trigger for the topic has sent the message.
  if (!(event instanceof EventRequest) || event.header("ce-id") !== null) return false;
  return isDelivery(event.json) && SUBSCRIPTION.test(event.json.subscription) && holdsEvent(event.json);
}

/** Whether the attributes of a message are those of a CloudEvent. */
export function holdsEvent({ message: { attributes } }: PubsubDelivery): boolean {
  const isWhole = ["ce-id", "ce-source", "ce-type"].every((name) => attributes?.[name]);
  return isWhole && /^1\./.test(attributes?.["ce-specversion"] ?? "");
}

/**
 * The event in a message.
 * @see https://github.com/google/knative-gcp/blob/main/docs/spec/pubsub-protocol-binding.md
 */
export function unwrap({ message }: PubsubDelivery): GoogleEvent {
  const record = createRecord<string>();
  for (const [name, value] of Object.entries(message.attributes ?? {})) {
    const lower = name.toLowerCase();
    if (lower.startsWith(PREFIX)) record[lower.slice(PREFIX.length)] = value;
    else if (lower === "content-type") record.datacontenttype = value;
  }
  return new GoogleEvent(new CloudEventSource(record, undefined, publishedBytes(message)));
}
