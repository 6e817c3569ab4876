import { Buffer } from "node:buffer";
import type { MessageWords } from "onefn/simulator";
import { headerValue } from "../header-value.js";
import { asJson } from "../push.js";
import { type PubsubPushOptions, type PushedMessage, pubsubPush } from "./delivery.js";
import type { Envelope } from "./wire.js";

/** A request by which Pub/Sub pushes a message unwrapped, with its metadata. */
export interface UnwrappedPush {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Data is the body. Attributes are headers by their own names, under the metadata. */
function unwrap({ message, subscription }: PushedMessage): UnwrappedPush {
  const { data = "", attributes = {}, orderingKey, messageId, publishTime } = message;
  const headers = {
    ...(attributes as object),
    "x-goog-pubsub-subscription-name": subscription,
    "x-goog-pubsub-message-id": messageId,
    "x-goog-pubsub-publish-time": publishTime,
    ...(orderingKey !== undefined && { "x-goog-pubsub-ordering-key": orderingKey }),
  };
  const written = Object.entries(headers).map(([name, value]) => [name, headerValue(String(value))]);
  return { headers: Object.fromEntries(written), body: new Uint8Array(Buffer.from(String(data), "base64")) };
}

/**
 * A subscription whose payload is unwrapped and whose metadata is written.
 * @see https://cloud.google.com/pubsub/docs/payload-unwrapping
 */
export const unwrapped: Envelope = {
  event: unwrap,
  write: (event) => (isUnwrapped(event) ? event : asJson(event)),
};

function isUnwrapped(event: unknown): event is UnwrappedPush {
  return Object(event).body instanceof Uint8Array;
}

/**
 * The request by which Pub/Sub pushes a message with the payload unwrapped and the metadata written. A portable event
 * keeps its id, its time and its key.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where Pub/Sub refuses a message.
 * @see https://cloud.google.com/pubsub/docs/payload-unwrapping
 * @example
 * await fetch(url, { method: "POST", ...pubsubPushUnwrapped({ body: "hello", attributes: { tenant: "a" } }) });
 * @trigger pubsub-push-unwrapped
 */
export function pubsubPushUnwrapped(words: MessageWords, options: PubsubPushOptions = {}): UnwrappedPush {
  return unwrap(pubsubPush(words, options));
}
