import type { Message } from "../kinds/message.js";
import type { CloudEvent } from "../records/event.js";
import type { OutgoingMessage } from "./record-wire.js";

/** A message as text (its body), as its sender writes it, or as a handler of any provider has received it. */
export type MessageWords = string | OutgoingMessage | CloudEvent | Message;

/** A message to send, and what is known of one that was received. */
export interface ReadWords {
  readonly message: OutgoingMessage;
  readonly id: string | undefined;
  /** Milliseconds since the epoch. */
  readonly sentAt: number | undefined;
  readonly attempt: number | undefined;
}

/**
 * Reads the words for a message, for builders of native events. Data of a portable event that is neither text nor bytes
 * is written as JSON.
 *
 * @example
 * const { message, id = randomUUID(), sentAt = Date.now() } = readWords(words);
 */
export function readWords(words: MessageWords): ReadWords {
  const unknown = { id: undefined, sentAt: undefined, attempt: undefined };
  if (typeof words === "string") return { message: { body: words }, ...unknown };
  if (!("specversion" in words)) return { message: words, ...unknown };
  return {
    message: outgoing(words),
    id: words.id,
    sentAt: words.time === undefined ? undefined : Date.parse(words.time),
    attempt: "attempt" in words ? words.attempt : undefined,
  };
}

function outgoing(event: CloudEvent | Message): OutgoingMessage {
  const { data, datacontenttype } = event;
  const raw = typeof data === "string" || data instanceof Uint8Array;
  return {
    body: raw ? data : JSON.stringify(data),
    ...(datacontenttype !== undefined && { contentType: datacontenttype }),
    ...("attributes" in event && { attributes: event.attributes }),
    ...("key" in event && event.key !== undefined && { key: event.key }),
  };
}
