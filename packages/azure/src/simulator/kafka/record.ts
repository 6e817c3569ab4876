import { Buffer } from "node:buffer";
import { type AttributeValue, OnefnError } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";
import type { Properties } from "../rpc-metadata.js";

/** A record as a topic keeps it. */
export interface StoredRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  /** Null: the record deletes what its key names. */
  readonly value: Uint8Array | null;
  readonly headers: readonly (readonly [name: string, value: Uint8Array])[];
}

/** The largest record that brokers accept by default, in bytes. */
const LIMIT = 1024 * 1024;

/**
 * What a producer writes for a message. Headers are bytes, so the types of attributes are lost; the content type is a
 * header, too. `native` replaces members of {@link StoredRecord}.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for one that is too large.
 */
export function storeRecord(
  place: string,
  { body, contentType, attributes = {}, key, native }: OutgoingMessage,
  sent: Pick<StoredRecord, "partition" | "offset" | "timestamp">,
): StoredRecord {
  const value = Buffer.from(body as string);
  if (value.length > LIMIT)
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/azure] ${place}: it has ${value.length} bytes, but Kafka accepts ${LIMIT}. Send a link to a blob.`,
    );
  const type = contentType === undefined ? {} : { "content-type": contentType };
  const headers = Object.entries({ ...attributes, ...type }).map(
    ([name, each]) => [name, bytesOf(each)] as const,
  );
  return { ...sent, key: key ?? null, value, headers, ...native };
}

function bytesOf(value: AttributeValue): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(String(value));
}

/** The id as handlers see it. */
export function idOf({ partition, offset }: StoredRecord): string {
  return `${partition}:${offset}`;
}

/**
 * What the extension says of a record, by the names and in the types of .NET.
 * @see https://github.com/Azure/azure-functions-kafka-extension/blob/dev/src/Microsoft.Azure.WebJobs.Extensions.Kafka/Trigger/KafkaTriggerBindingStrategy.cs
 */
export function propertiesOf(record: StoredRecord, topic: string, cardinality: "one" | "many"): Properties {
  const { key, partition, offset, timestamp, headers } = record;
  return {
    // A list of keys is one of objects, which is sent as JSON; a single one is a text.
    texts: { Topic: topic, ...(cardinality === "one" && { Key: key }) },
    numbers: { Offset: offset },
    values: {
      ...(cardinality === "many" && { Key: key }),
      Partition: partition,
      Timestamp: new Date(timestamp).toISOString(),
      Headers: headers.map(([name, value]) => ({
        Key: name,
        Value: Buffer.from(value).toString("base64"),
      })),
    },
  };
}

/** The bytes of a value. Among the bytes of a batch, the host has no null. */
export function bodyOf({ value }: StoredRecord): Uint8Array {
  return value ?? Buffer.alloc(0);
}
