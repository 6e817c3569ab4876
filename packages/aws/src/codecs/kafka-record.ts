import {
  type AttributeValue,
  contentTypeAmong,
  createRecord,
  type MessageSource,
  parseTraceparent,
  type Trace,
  textOrBytes,
} from "onefn/provider";
import { bytesOf } from "./base64.js";

/** One record of a topic. */
export interface KafkaRecord {
  readonly topic?: string | undefined;
  readonly partition?: number | undefined;
  readonly offset?: number | undefined;
  /** Milliseconds since the epoch: the producer's clock or the broker's, as `timestampType` says. */
  readonly timestamp?: number | undefined;
  readonly timestampType?: string | undefined;
  /** Base64. */
  readonly key?: string | null | undefined;
  /** Base64. Null or absent: the record is a tombstone. */
  readonly value?: string | null | undefined;
  /** In the producer's order. A name may occur several times. The bytes are Java's, from -128 to 127. */
  readonly headers?: readonly Readonly<Record<string, readonly number[]>>[] | undefined;
  /** With a schema registry. */
  readonly valueSchemaMetadata?: KafkaSchemaMetadata | undefined;
  readonly keySchemaMetadata?: KafkaSchemaMetadata | undefined;
}

interface KafkaSchemaMetadata {
  readonly dataFormat?: string | undefined;
  readonly schemaId?: string | undefined;
}

/** A record of a topic as a message. */
export class KafkaSource implements MessageSource {
  readonly record: KafkaRecord;
  readonly id: string;
  readonly cluster: string;

  /** @param partition the name that Lambda gives the record's partition. */
  constructor(record: KafkaRecord, partition: string, cluster: string) {
    this.record = record;
    this.id = `${partition}:${record.offset}`;
    this.cluster = cluster;
  }

  source(): string {
    return this.cluster;
  }
  type(): string {
    return "org.apache.kafka.record";
  }
  subject(): string | undefined {
    return this.record.topic;
  }
  enqueuedAt(): Date | undefined {
    const { timestamp = 0 } = this.record;
    return timestamp > 0 ? new Date(timestamp) : undefined;
  }
  body(): Uint8Array | null {
    const { value, offset } = this.record;
    // Users of Lambda have seen tombstones with a null and without the member. What has no offset is no record at all.
    const isTombstone = value === null || (value === undefined && offset !== undefined);
    return isTombstone ? null : bytesOf(value);
  }
  contentType(): string | undefined {
    return contentTypeAmong(this.attributes());
  }
  /** Of a name that occurs several times, the last value counts, as for Kafka's own `lastHeader`. */
  attributes(): Readonly<Record<string, AttributeValue>> {
    const attributes = createRecord<AttributeValue>();
    for (const header of this.record.headers ?? [])
      for (const [name, bytes] of Object.entries(header))
        if (Array.isArray(bytes)) attributes[name] = textOrBytes(Uint8Array.from(bytes));
    return attributes;
  }
  attempt(): undefined {
    return undefined;
  }
  /** A key that is no text stays base64. */
  key(): string | undefined {
    const { key } = this.record;
    return typeof key === "string" ? (ifText(textOrBytes(Buffer.from(key, "base64"))) ?? key) : undefined;
  }
  trace(): Trace | undefined {
    const { traceparent, tracestate } = this.attributes();
    return parseTraceparent(ifText(traceparent), ifText(tracestate));
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { partition, offset } = this.record;
    return { partition, sequence: `${offset}` };
  }
}

function ifText(value: AttributeValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
