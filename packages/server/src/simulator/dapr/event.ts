import { randomUUID } from "node:crypto";
import { type MessageWords, type OutgoingMessage, readWords } from "onefn/simulator";
import { type CloudEventDocument, documentOf, type Envelope } from "../cloudevents/event.js";

/** A message as Dapr's sidecar sends it: a CloudEvent that also says where it was published. */
export interface DaprMessage extends CloudEventDocument {
  readonly pubsubname: string;
  readonly topic: string;
  readonly traceid: string;
  readonly traceparent: string;
  readonly tracestate: string;
}

/** Several messages in one request. */
export interface DaprBulkMessage {
  readonly id: string;
  readonly type: "com.dapr.event.sent.bulk";
  readonly pubsubname: string;
  readonly topic: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly entries: readonly {
    readonly entryId: string;
    readonly event: unknown;
    readonly contentType: string;
    readonly metadata: null;
  }[];
}

/** Where a message of Dapr's was published. */
export interface DaprOrigin {
  /** Default: `orders`. */
  readonly topic?: string;
  /** The pub/sub component. Default: `pubsub`. */
  readonly pubsubname?: string;
}

/** A trace that nobody records, which Dapr has where a publisher has none. */
const NO_TRACE = "00-00000000000000000000000000000000-0000000000000000-00";

/** What Dapr makes of an event that was published. It tells no key: that is metadata for the broker. */
export function published(
  place: string,
  { key: _, ...message }: OutgoingMessage,
  { topic = "orders", pubsubname = "pubsub" }: DaprOrigin,
  envelope: Omit<Envelope, "source" | "type">,
): DaprMessage {
  const event = documentOf(place, message, { ...envelope, source: "shop", type: "com.dapr.event.sent" });
  const { traceparent = NO_TRACE, tracestate = "" } = event as { traceparent?: string; tracestate?: string };
  return { ...event, traceid: traceparent, traceparent, tracestate, topic, pubsubname };
}

/** Several messages of one topic, in bulk. */
export function inBulk(messages: readonly DaprMessage[]): DaprBulkMessage {
  const { topic = "", pubsubname = "" } = messages[0] ?? {};
  return {
    id: randomUUID(),
    type: "com.dapr.event.sent.bulk",
    pubsubname,
    topic,
    metadata: { pubsubName: pubsubname },
    entries: messages.map((event) => ({
      entryId: randomUUID(),
      event,
      contentType: "application/cloudevents+json",
      metadata: null,
    })),
  };
}

/**
 * The body of a request by which Dapr's sidecar sends a message. A portable event keeps its id and its time.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where CloudEvents refuses an attribute.
 * @see https://docs.dapr.io/reference/api/pubsub_api/
 * @example
 * const body = JSON.stringify(daprMessage({ body: '{"sku":"tea"}', contentType: "application/json" }));
 * @trigger dapr
 */
export function daprMessage(words: MessageWords, origin: DaprOrigin = {}): DaprMessage {
  const { message, id, sentAt } = readWords(words);
  return published("daprMessage", message, origin, { id, time: sentAt ?? Date.now() });
}

/**
 * The body of a request by which Dapr's sidecar sends several messages in bulk.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where CloudEvents refuses an attribute.
 * @example
 * const body = JSON.stringify(daprBulk([{ body: "one" }, { body: "two" }], { topic: "orders" }));
 * @trigger dapr-bulk
 */
export function daprBulk(words: readonly MessageWords[], origin: DaprOrigin = {}): DaprBulkMessage {
  return inBulk(words.map((each) => daprMessage(each, origin)));
}
