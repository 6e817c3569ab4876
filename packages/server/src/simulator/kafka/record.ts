import { Buffer } from "node:buffer";
import type { AttributeValue } from "onefn/provider";
import type { Delivery, OutgoingMessage, Sending } from "onefn/simulator";
import type { KafkaMessage } from "../../poll/kafka/client.js";

/** A record as its partition keeps it. */
export interface StoredRecord {
  readonly message: KafkaMessage;
  /** Replaces members of the native record. */
  readonly native: Readonly<Record<string, unknown>>;
}

/** The first offset, which in the middle of a case gets one digit more. */
const FIRST = 8n;

/** What a topic keeps of a message. Its headers are bytes, and its content type is one of them. */
export function storeRecord(
  { body, contentType, attributes, key, tombstone, native = {} }: OutgoingMessage,
  { now, sequence }: Sending,
): StoredRecord {
  const named = { ...(contentType !== undefined && { "content-type": contentType }), ...attributes };
  return {
    message: {
      key: key === undefined ? null : Buffer.from(key),
      value: tombstone ? null : Buffer.from(body as string),
      timestamp: `${now}`,
      offset: `${FIRST + BigInt(sequence)}`,
      headers: Object.fromEntries(Object.entries(named).map(([name, value]) => [name, headerOf(value)])),
    },
    native,
  };
}

function headerOf(value: AttributeValue): Buffer {
  return Buffer.from(value instanceof Uint8Array ? value : String(value));
}

/** A record as kafkajs gives it. */
export function fetchedRecord({ stored: { message, native } }: Delivery<StoredRecord>): KafkaMessage {
  return { ...message, ...native };
}
