import { createHash, randomUUID } from "node:crypto";
import type { OutgoingMessage } from "onefn/simulator";
import { md5, md5OfAttributes, type SqsAttribute, sqsAttribute } from "./attributes.js";
import { refuse } from "./refusals.js";
import { textBody } from "./text-body.js";

/** A message as a queue keeps it. */
export interface StoredMessage {
  readonly id: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: Readonly<Record<string, SqsAttribute>>;
  readonly md5OfAttributes: string | undefined;
  readonly group: string | undefined;
  readonly deduplicationId: string;
  readonly sentAt: number;
  readonly sequence: number;
  /** Replaces members of the native record. */
  readonly native: Readonly<Record<string, unknown>>;
}

/** What SQS stores for a message. @throws OnefnError ONEFN_MESSAGE_INVALID if SQS refuses it. */
export function storeMessage(
  place: string,
  message: OutgoingMessage,
  { sentAt, sequence, fifo }: { readonly sentAt: number; readonly sequence: number; readonly fifo: boolean },
): StoredMessage {
  const { body, contentType, attributes, key, native = {} } = message;
  const id = randomUUID();
  const text = textBody(place, body, "SQS");
  const typed = contentType === undefined ? attributes : { "Content-Type": contentType, ...attributes };
  const entries = Object.entries(typed ?? {}).map(([name, value]) => [name, sqsAttribute(value)] as const);
  const typedAttributes = Object.fromEntries(entries);
  // A message of a FIFO queue must have a group. Without a key, it is alone in its own.
  const group = key ?? (fifo ? id : undefined);
  const deduplicationId = deduplicationIdOf(native) ?? createHash("sha256").update(id).digest("hex");
  refuse(place, { body: text, attributes: typedAttributes, group, deduplicationId });
  return {
    id,
    body: text,
    md5OfBody: md5(text),
    attributes: typedAttributes,
    md5OfAttributes: entries.length > 0 ? md5OfAttributes(typedAttributes) : undefined,
    group,
    deduplicationId,
    sentAt,
    sequence,
    native,
  };
}

function deduplicationIdOf({ attributes }: Readonly<Record<string, unknown>>): string | undefined {
  const given = (attributes as Readonly<Record<string, unknown>> | null | undefined)?.MessageDeduplicationId;
  return typeof given === "string" ? given : undefined;
}
