import { Buffer, isUtf8 } from "node:buffer";
import { createHash, randomUUID } from "node:crypto";
import { OnefnError } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";
import { md5, md5OfAttributes, type SqsAttribute, sqsAttribute } from "./attributes.js";

/** A message as a queue keeps it. */
export interface StoredMessage {
  readonly id: string;
  /** As its sender wrote it. */
  readonly sent: OutgoingMessage;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: Readonly<Record<string, SqsAttribute>>;
  readonly md5OfAttributes: string | undefined;
  readonly group: string | undefined;
  readonly deduplicationId: string;
  readonly sentAt: number;
  readonly sequence: number;
  /** Replaces the native record's members. */
  readonly native: Readonly<Record<string, unknown>>;
  /** The ARN of the queue that gave it up, in a dead-letter queue. */
  readonly deadLetterSource: string | undefined;
  firstReceivedAt: number | undefined;
  receiveCount: number;
  visibleAt: number;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MESSAGE_LIMIT = 1024 * 1024;
const ATTRIBUTE_LIMIT = 10;
/** What SQS takes is the text of an XML document. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that SQS refuses.
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/**
 * What SQS makes of a message that is sent to it.
 * @throws OnefnError ONEFN_MESSAGE_INVALID where SQS refuses it.
 */
export function storeMessage(
  place: string,
  message: OutgoingMessage,
  { sentAt, sequence, fifo }: { readonly sentAt: number; readonly sequence: number; readonly fifo: boolean },
): StoredMessage {
  const { body, contentType, attributes, key, native = {} } = message;
  const id = randomUUID();
  const text = textOf(place, body);
  const typed = contentType === undefined ? attributes : { "Content-Type": contentType, ...attributes };
  const entries = Object.entries(typed ?? {}).map(([name, value]) => [name, sqsAttribute(value)] as const);
  const typedAttributes = Object.fromEntries(entries);
  refuse(place, text, typedAttributes);
  return {
    id,
    sent: message,
    body: text,
    md5OfBody: md5(text),
    attributes: typedAttributes,
    md5OfAttributes: entries.length > 0 ? md5OfAttributes(typedAttributes) : undefined,
    // A message of a FIFO queue must have a group; one that nobody named is alone in its own.
    group: key ?? (fifo ? id : undefined),
    deduplicationId: deduplicationId(native) ?? createHash("sha256").update(id).digest("hex"),
    sentAt,
    sequence,
    native,
    deadLetterSource: undefined,
    firstReceivedAt: undefined,
    receiveCount: 0,
    visibleAt: sentAt,
  };
}

function deduplicationId({ attributes }: Readonly<Record<string, unknown>>): string | undefined {
  const given = (attributes as Readonly<Record<string, unknown>> | null | undefined)?.MessageDeduplicationId;
  return typeof given === "string" ? given : undefined;
}

function textOf(place: string, body: string | Uint8Array): string {
  if (typeof body === "string") return body;
  if (isUtf8(body)) return Buffer.from(body).toString("utf8");
  throw invalid(place, "its body is bytes that are no UTF-8, and SQS carries text. Send them as base64");
}

function refuse(place: string, body: string, attributes: Readonly<Record<string, SqsAttribute>>): void {
  const values = Object.values(attributes);
  if (body === "") throw invalid(place, "its body is empty, which SQS refuses. Send at least one character");
  if (REFUSED.test(body))
    throw invalid(place, "its body has a character that SQS refuses. Send it as base64");
  if (values.length > ATTRIBUTE_LIMIT) {
    throw invalid(place, `it has ${values.length} attributes, and SQS takes ${ATTRIBUTE_LIMIT}. Send fewer`);
  }
  if (values.some(({ stringValue, binaryValue }) => !stringValue && !binaryValue)) {
    throw invalid(place, "one of its attributes is empty, which SQS refuses. Leave it out");
  }
  const size = Buffer.byteLength(body) + Buffer.byteLength(JSON.stringify(attributes));
  if (size > MESSAGE_LIMIT) {
    throw invalid(
      place,
      `it has ${size} bytes, and SQS takes ${MESSAGE_LIMIT}. Send a link to an object store`,
    );
  }
}

function invalid(place: string, cause: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/aws] ${place}: ${cause}.`);
}
