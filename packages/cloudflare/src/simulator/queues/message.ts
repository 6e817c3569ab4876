import { randomBytes } from "node:crypto";
import { OnefnError } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";

/** A message as a queue keeps it. */
export interface StoredMessage {
  readonly id: string;
  readonly timestamp: Date;
  readonly body: unknown;
  /** Replaces members of the native message. */
  readonly native: Readonly<Record<string, unknown>>;
}

/** The maximum size of a message in bytes: 128 KB. */
const MESSAGE_LIMIT = 128_000;

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i;

/**
 * What a queue keeps of a message. A sender chooses one of the content types `json`, `text`, `bytes` and `v8`, which
 * says how the body is written, and is not delivered. Attributes and keys do not exist.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID if the queue refuses it.
 * @see https://developers.cloudflare.com/queues/configuration/javascript-apis/#queuescontenttype
 * @see https://developers.cloudflare.com/queues/platform/limits/
 */
export function storeMessage(place: string, message: OutgoingMessage, sentAt: number): StoredMessage {
  const { body, contentType, native = {} } = message;
  const size = Buffer.byteLength(body);
  if (size > MESSAGE_LIMIT)
    throw invalid(
      place,
      `it has ${size} bytes, but a queue accepts ${MESSAGE_LIMIT}. Send a link to an object`,
    );
  return {
    id: randomBytes(16).toString("hex"),
    timestamp: new Date(sentAt),
    body: bodyOf(place, body, contentType),
    native,
  };
}

function bodyOf(place: string, body: string | Uint8Array, contentType = "text/plain"): unknown {
  if (typeof body !== "string") return Uint8Array.from(body).buffer;
  if (!JSON_TYPE.test(contentType)) return body;
  try {
    return JSON.parse(body);
  } catch {
    throw invalid(place, "its body is not JSON, so that it cannot be sent with the content type json");
  }
}

function invalid(place: string, reason: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/cloudflare] ${place}: ${reason}.`);
}
