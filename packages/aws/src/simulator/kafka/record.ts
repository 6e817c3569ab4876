import { Buffer } from "node:buffer";
import type { AttributeValue } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";
import { overridden } from "../sqs/record.js";

/** A record as a partition keeps it. */
export interface StoredRecord {
  readonly topic: string;
  readonly offset: number;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** Base64. */
  readonly key: string | undefined;
  /** Base64; null for a tombstone. */
  readonly value: string | null;
  readonly headers: readonly Readonly<Record<string, readonly number[]>>[];
  /** Replaces members of the native record. */
  readonly native: Readonly<Record<string, unknown>>;
}

/** Topics here have one partition, as Kafka creates them by default (`num.partitions`). */
const PARTITION = 0;

/**
 * The name that Lambda gives the partition. In recorded events it does not always end in the partition's number:
 * `mytopic-01` holds partition 0.
 */
export function partitionName(topic: string): string {
  return `${topic}-0${PARTITION + 1}`;
}

/** What a partition stores for a message. Kafka has bytes only. */
export function storeRecord(
  { body, contentType, attributes, key, tombstone, native = {} }: OutgoingMessage,
  kept: Pick<StoredRecord, "topic" | "offset" | "sentAt">,
): StoredRecord {
  const typed = contentType === undefined ? attributes : { "content-type": contentType, ...attributes };
  return {
    ...kept,
    key: key === undefined ? undefined : Buffer.from(key).toString("base64"),
    value: tombstone ? null : Buffer.from(body).toString("base64"),
    headers: Object.entries(typed ?? {}).map(([name, value]) => ({ [name]: javaBytes(value) })),
    native,
  };
}

/** The bytes of a header as Java writes them, from -128 to 127. */
function javaBytes(value: AttributeValue): readonly number[] {
  const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value));
  return [...Int8Array.from(bytes)];
}

/**
 * One record as Lambda passes it to the function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html
 */
export function kafkaRecord(stored: StoredRecord) {
  const record = {
    topic: stored.topic,
    partition: PARTITION,
    offset: stored.offset,
    timestamp: stored.sentAt,
    timestampType: "CREATE_TIME" as const,
    ...(stored.key !== undefined && { key: stored.key }),
    // Lambda has been seen to write a null for a tombstone, and to leave the member out.
    ...((stored.value !== null || stored.offset % 2 === 1) && { value: stored.value }),
    headers: stored.headers,
  };
  return overridden(record, stored.native);
}
