import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { type AttributeValue, OnefnError } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";

/** A message as Service Bus keeps it. */
export interface StoredMessage {
  /** The sender's id. Service Bus gives a message none. */
  readonly messageId: string | undefined;
  /** The number that Service Bus gives it. */
  readonly sequence: number;
  /** Milliseconds since the epoch. */
  readonly enqueuedAt: number;
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
  readonly correlationId: string | undefined;
  readonly subject: string | undefined;
  readonly sessionId: string | undefined;
  readonly partitionKey: string | undefined;
  readonly properties: Readonly<Record<string, AttributeValue>>;
}

/** The largest message, with its properties, that the standard tier accepts, in bytes. */
const MESSAGE_LIMIT = 256 * 1024;
const NAME_LIMIT = 128;

/** When and where a message was sent. */
interface Sent {
  readonly enqueuedAt: number;
  readonly sequence: number;
  readonly sessions: boolean;
}

/**
 * What Service Bus keeps of a message that is sent to it. `native` replaces members of {@link StoredMessage}.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where Service Bus refuses it.
 * @see https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-quotas
 */
export function storeMessage(
  place: string,
  { body, contentType, attributes = {}, key, native = {} }: OutgoingMessage,
  { enqueuedAt, sequence, sessions }: Sent,
): StoredMessage {
  const messageId = randomUUID();
  const stored: StoredMessage = {
    messageId,
    sequence,
    enqueuedAt,
    body: Buffer.from(body as string),
    contentType,
    correlationId: undefined,
    subject: undefined,
    // A queue with sessions refuses messages without one. A message without a key is alone in its session.
    sessionId: sessions ? (key ?? messageId) : undefined,
    partitionKey: sessions ? undefined : key,
    properties: { ...attributes },
    ...native,
  };
  const reason = reasonAgainst(stored);
  if (reason) throw new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/azure] ${place}: ${reason}.`);
  return stored;
}

function reasonAgainst({ body, sessionId, partitionKey, messageId, properties }: StoredMessage) {
  for (const text of [sessionId, partitionKey, messageId]) {
    if (text !== undefined && text.length > NAME_LIMIT)
      return `its id or its key is too long. Use at most ${NAME_LIMIT} characters`;
  }
  const sizes = Object.entries(properties).map(
    ([name, value]) =>
      Buffer.byteLength(name) + (value instanceof Uint8Array ? value : Buffer.from(`${value}`)).length,
  );
  const size = sizes.reduce((sum, each) => sum + each, body.length);
  return size > MESSAGE_LIMIT
    ? `it has ${size} bytes with its properties, but Service Bus accepts ${MESSAGE_LIMIT}. Send a link to a blob`
    : undefined;
}

/** The id as handlers see it: the sender's, else the number that Service Bus gives. */
export function idOf({ messageId, sequence }: StoredMessage): string {
  return messageId ?? String(sequence);
}
