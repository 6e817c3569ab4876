import { Buffer } from "node:buffer";
import {
  createRecord,
  createResponse,
  EventRequest,
  type MessageSource,
  OnefnError,
  parseTraceparent,
  type Reading,
  type RequestCodec,
  type Settled,
  type Trace,
} from "onefn/provider";

/**
 * What Pub/Sub pushes, and what Eventarc hands on of it.
 * @see https://cloud.google.com/pubsub/docs/push#receive_push
 */
export interface PubsubDelivery {
  readonly message: PubsubMessage;
  /** `projects/P/subscriptions/S` */
  readonly subscription?: string | undefined;
  /** Told only where the subscription has a dead-letter policy. */
  readonly deliveryAttempt?: number | null | undefined;
}

/**
 * A message as Pub/Sub's API writes it in JSON.
 * @see https://cloud.google.com/pubsub/docs/reference/rest/v1/PubsubMessage
 */
export interface PubsubMessage {
  readonly messageId?: string | undefined;
  /** Base64. Absent, or empty, where a message has attributes alone. */
  readonly data?: string | null | undefined;
  readonly attributes?: Readonly<Record<string, string>> | null | undefined;
  readonly publishTime?: string | undefined;
  readonly orderingKey?: string | undefined;
}

/** What an envelope tells beside the delivery. */
interface Envelope {
  /** The topic or the subscription by its full name; empty where neither is told. */
  readonly origin: string;
  readonly id?: string | undefined;
  readonly time?: string | undefined;
}

/** One message of Pub/Sub, however it arrived. */
export class PubsubSource implements MessageSource {
  readonly record: PubsubDelivery;
  readonly origin: string;
  readonly id: string;
  readonly #published: string | undefined;

  constructor(record: PubsubDelivery, { origin, id, time }: Envelope) {
    this.record = record;
    this.origin = origin;
    this.id = record.message.messageId ?? id ?? "";
    this.#published = record.message.publishTime ?? time;
  }

  source(): string {
    return `//pubsub.googleapis.com/${this.origin}`;
  }
  type(): string {
    return PUBLISHED;
  }
  enqueuedAt(): Date | undefined {
    const sent = Date.parse(this.#published ?? "");
    return sent > 0 ? new Date(sent) : undefined;
  }
  body(): Uint8Array {
    return publishedBytes(this.record.message);
  }
  contentType(): string | undefined {
    const attributes = this.attributes();
    const name = Object.keys(attributes).find((key) => CONTENT_TYPE.test(key));
    return name && attributes[name];
  }
  attributes(): Readonly<Record<string, string>> {
    return Object.assign(createRecord<string>(), this.record.message.attributes);
  }
  attempt(): number | undefined {
    return this.record.deliveryAttempt || undefined;
  }
  key(): string | undefined {
    return this.record.message.orderingKey || undefined;
  }
  trace(): Trace | undefined {
    const { traceparent, googclient_traceparent: published, tracestate } = this.attributes();
    return parseTraceparent(traceparent ?? published, tracestate);
  }
}

/** The type of the CloudEvent that stands for a message. */
export const PUBLISHED = "google.cloud.pubsub.topic.v1.messagePublished";

const CONTENT_TYPE = /^content[-_]?type$/i;

/**
 * The bytes that were published.
 *
 * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE for data that is no base64.
 */
export function publishedBytes({ data }: PubsubMessage): Uint8Array {
  const base64 = data ?? "";
  const bytes = typeof base64 === "string" && Buffer.from(base64, "base64");
  // Buffer skips what is no base64: bytes would be lost in silence.
  if (bytes && bytes.length === sizeOf(base64)) return new Uint8Array(bytes);
  throw new OnefnError(
    "ONEFN_MESSAGE_UNDECODABLE",
    "the data of the message is no base64. Check what sends to the function.",
  );
}

/** Bytes that base64 stands for; none if a last digit is left that stands for nothing. */
function sizeOf(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  const digits = base64.length - padding;
  return digits % 4 === 1 ? Number.NaN : Math.floor((digits * 3) / 4);
}

/** Whether a value is what Pub/Sub pushes: nothing but its own shape tells it. */
export function isDelivery(value: unknown): value is PubsubDelivery & { readonly subscription: string } {
  const { message, subscription } = Object(value) as Partial<PubsubDelivery>;
  return typeof subscription === "string" && typeof Object(message).messageId === "string";
}

/** A topic by the `source` of its CloudEvents; undefined where it names none. */
export function topicIn(source: unknown): string | undefined {
  return /^\/\/pubsub\.googleapis\.com\/(projects\/[^/]+\/topics\/[^/]+)$/.exec(String(source))?.[1];
}

/** A message goes to the function that claims its topic, or its subscription where the topic is not told. */
export const pubsubReading: Reading<MessageSource & { readonly origin: string }> = {
  kind: "message",
  origin: ({ origin }) => origin,
  names: (origin) => [origin.slice(origin.lastIndexOf("/") + 1)],
  decode: (source) => source,
};

/** 204 acknowledges a push; Pub/Sub delivers again after a 500. */
export function answerPush([settled]: readonly Settled[]): Response {
  return createResponse(null, { status: settled?.type === "ack" ? 204 : 500 });
}

/**
 * Pub/Sub by push, with the payload wrapped, also through Eventarc: its CloudEvents name the topic.
 *
 * Pub/Sub's documentation counts 102, 200, 201, 202 and 204 as an acknowledgement, its emulator neither 202 nor 206:
 * 204 is the one that both do. It has no delay and no dead letter on demand.
 * @see https://cloud.google.com/pubsub/docs/push#receive_push
 */
export const pubsub: RequestCodec<PubsubSource> = {
  trigger: "pubsub",
  // The body of a task can be anything, a pushed document too.
  matches: (event) =>
    event instanceof EventRequest &&
    event.header("x-cloudtasks-taskname") === null &&
    event.header("x-goog-pubsub-message-id") === null &&
    isDelivery(event.json),
  records(event) {
    const delivery = event.json as PubsubDelivery;
    return [
      new PubsubSource(delivery, {
        origin: topicIn(event.header("ce-source")) ?? delivery.subscription ?? "",
      }),
    ];
  },
  readings: [pubsubReading],
  settle: answerPush,
};
