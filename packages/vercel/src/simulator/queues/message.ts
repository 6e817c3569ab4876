import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { OnefnError } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";

/** A message as a topic keeps it. */
export interface StoredMessage {
  readonly id: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string | undefined;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** The sender's trace, as headers. */
  readonly trace: Readonly<Record<string, string>>;
  /** Replaces headers of the push, to simulate a broken one. */
  readonly native: Readonly<Record<string, unknown>>;
}

/** Bytes. @see https://vercel.com/docs/queues */
const LIMIT = 100 * 1024 * 1024;

/**
 * What a topic keeps of a message. It has no attributes and no key; the trace of a sender travels beside it.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID if the topic refuses it.
 */
export function storeMessage(place: string, message: OutgoingMessage, sentAt: number): StoredMessage {
  const { body, contentType, attributes = {}, native = {} } = message;
  const bytes = new Uint8Array(Buffer.from(body as string));
  if (bytes.length > LIMIT)
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/vercel] ${place}: it has more than ${LIMIT} bytes. Send a link to an object store.`,
    );
  return {
    id: `0-${randomBytes(12).toString("hex")}`,
    body: bytes,
    contentType,
    sentAt,
    trace: Object.fromEntries(
      ["traceparent", "tracestate"].flatMap((name) => {
        const value = attributes[name];
        return typeof value === "string" ? [[`x-vercel-queue-${name}`, value]] : [];
      }),
    ),
    native,
  };
}
