import { Buffer } from "node:buffer";
import { randomInt } from "node:crypto";
import { type AttributeValue, OnefnError } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";

/** A message as Pub/Sub keeps it: JSON of its API. */
export interface StoredMessage {
  readonly messageId: string;
  readonly publishTime: string;
  /** Base64. */
  readonly data?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly orderingKey?: string;
  /** Replaces members of the native record. */
  readonly native: Readonly<Record<string, unknown>>;
}

/** Bytes of data, attributes and ordering key. */
const MESSAGE_LIMIT = 10_000_000;
const ATTRIBUTE_LIMIT = 100;
const NAME_LIMIT = 256;
const VALUE_LIMIT = 1024;
const KEY_LIMIT = 1024;

/**
 * What Pub/Sub makes of a message that is published. It has no content type of its own: senders say it by an attribute.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where Pub/Sub refuses it.
 * @see https://cloud.google.com/pubsub/docs/reference/rest/v1/PubsubMessage
 * @see https://cloud.google.com/pubsub/quotas#resource_limits
 */
export function storeMessage(
  place: string,
  { body, contentType, attributes = {}, key, native = {} }: OutgoingMessage,
  now: number,
): StoredMessage {
  const data = Buffer.from(body as string);
  const all = { ...(contentType !== undefined && { "content-type": contentType }), ...attributes };
  const reason = reasonAgainst(data.length, Object.entries(all), key);
  if (reason !== undefined)
    throw new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/server] ${place}: ${reason}.`);
  return {
    messageId: String(randomInt(10 ** 14, 2 * 10 ** 14)),
    publishTime: new Date(now).toISOString(),
    ...(data.length > 0 && { data: data.toString("base64") }),
    ...(Object.keys(all).length > 0 && { attributes: all as Readonly<Record<string, string>> }),
    ...(key !== undefined && { orderingKey: key }),
    native,
  };
}

function reasonAgainst(
  bytes: number,
  attributes: readonly (readonly [name: string, value: AttributeValue])[],
  key: string | undefined,
): string | undefined {
  if (bytes === 0 && attributes.length === 0)
    return "it has neither data nor attributes, which Pub/Sub refuses";
  if (attributes.length > ATTRIBUTE_LIMIT)
    return `it has more than ${ATTRIBUTE_LIMIT} attributes. Send fewer`;
  for (const [name, value] of attributes) {
    if (typeof value !== "string")
      return "one of its attributes is no text, and Pub/Sub carries text. Send it as text";
    if (/^(?:$|goog)/.test(name) || Buffer.byteLength(name) > NAME_LIMIT) {
      return `one of its attributes has a name that Pub/Sub refuses. Use 1 to ${NAME_LIMIT} bytes that do not begin with "goog"`;
    }
    if (Buffer.byteLength(value) > VALUE_LIMIT)
      return `one of its attributes has more than ${VALUE_LIMIT} bytes`;
  }
  if (key !== undefined && Buffer.byteLength(key) > KEY_LIMIT)
    return `its key has more than ${KEY_LIMIT} bytes`;
  return bytes > MESSAGE_LIMIT
    ? `it has more than ${MESSAGE_LIMIT} bytes. Send a link to an object store`
    : undefined;
}
