import { type Message, messageOver } from "./message.js";
import type { AttributeValue, MessageSource } from "./source.js";

/** What a test may say of its message; every member but the data has a default. */
export interface MessageInit<Data = unknown> {
  /** What the handler gets as `data`: what the function's schema makes of a body. */
  readonly data: Data;
  /** Default: a random UUID. */
  readonly id?: string | undefined;
  /** A URI reference. Default: `"test"`. */
  readonly source?: string | undefined;
  /** The CloudEvents type. Default: `"test.message"`. */
  readonly type?: string | undefined;
  readonly subject?: string | undefined;
  readonly datacontenttype?: string | undefined;
  /** Default: none. */
  readonly attributes?: Readonly<Record<string, AttributeValue>> | undefined;
  /** Which delivery this is. Default: 1, the first. */
  readonly attempt?: number | undefined;
  readonly key?: string | undefined;
  /** When it was sent. Default: now. */
  readonly enqueuedAt?: Date | undefined;
  /** CloudEvents extension attributes. Default: none. */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * A message for unit tests, without any provider. It is what a handler gets: copied, listed and printed as any other.
 *
 * @example
 * const outcome = await orders.handler(createMessage({ data: { sku: "tea", amount: 1 } }), createContext());
 */
export function createMessage<Data>(init: MessageInit<Data>): Message<Data> {
  const enqueuedAt = init.enqueuedAt ?? new Date();
  const source: MessageSource = {
    id: init.id ?? crypto.randomUUID(),
    source: () => init.source ?? "test",
    type: () => init.type ?? "test.message",
    subject: () => init.subject,
    enqueuedAt: () => enqueuedAt,
    // A test gives the data as it is after decoding.
    body: () => "",
    contentType: () => init.datacontenttype,
    attributes: () => init.attributes ?? {},
    attempt: () => init.attempt ?? 1,
    key: () => init.key,
    extensions: () => init.extensions ?? {},
  };
  return messageOver(source, init.data);
}
