import { Buffer, isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import { type AttributeValue, OnefnError } from "onefn/provider";
import type { Delivery, OutgoingMessage, Sending } from "onefn/simulator";

/** A message as a queue keeps it. */
export interface StoredMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, object>>;
  readonly group: string | undefined;
  readonly sentAt: number;
  readonly sequence: number;
  /** Replaces members of the native message. */
  readonly native: Readonly<Record<string, unknown>>;
}

/**
 * What a queue makes of a message.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID if SQS refuses it.
 */
export function storeMessage(
  fifo: boolean,
  { body, contentType, attributes, key, native = {} }: OutgoingMessage,
  { to, index, now, sequence }: Sending,
): StoredMessage {
  if (typeof body !== "string" && !isUtf8(body))
    throw refused(to, index, "SQS carries text, and this is none");
  const text = Buffer.from(body as string).toString();
  if (text === "") throw refused(to, index, "its body is empty, which SQS refuses");
  const id = randomUUID();
  const named = { ...(contentType !== undefined && { "Content-Type": contentType }), ...attributes };
  return {
    id,
    body: text,
    attributes: Object.fromEntries(Object.entries(named).map(([name, value]) => [name, attributeOf(value)])),
    // A message of a FIFO queue must have a group. Without a key, it is alone in its own.
    group: key ?? (fifo ? id : undefined),
    sentAt: now,
    sequence,
    native,
  };
}

/** SQS has strings, numbers and bytes; a boolean is sent as text. */
function attributeOf(value: AttributeValue): object {
  if (value instanceof Uint8Array) return { DataType: "Binary", BinaryValue: value };
  return { DataType: typeof value === "number" ? "Number" : "String", StringValue: String(value) };
}

function refused(to: string, index: number, reason: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/server] message ${index + 1} for ${to}: ${reason}.`);
}

/** One message in SQS's answer. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, object>>;
}

/** What SQS answers of a delivery. */
export function receivedMessage({ stored, attempt, firstDeliveredAt, place }: Delivery<StoredMessage>) {
  const { id, body, attributes, group, sentAt, sequence, native } = stored;
  return {
    MessageId: id,
    ReceiptHandle: `AQEB${Buffer.from(`${id}:${attempt}`).toString("base64url")}`,
    Body: body,
    Attributes: {
      ApproximateReceiveCount: String(attempt),
      ApproximateFirstReceiveTimestamp: String(firstDeliveredAt),
      SentTimestamp: String(sentAt),
      ...(group !== undefined && { MessageGroupId: group }),
      ...(place.endsWith(".fifo") && { SequenceNumber: String(sequence).padStart(20, "0") }),
    },
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
    ...native,
  } satisfies ReceivedMessage as ReceivedMessage;
}
