import { Buffer } from "node:buffer";
import { type MessageWords, readWords } from "onefn/simulator";
import { calledWith, type TriggeredEvent } from "../called-event.js";
import { partitionFor } from "../partition.js";
import { metadataOf, REGISTERED } from "../rpc-metadata.js";
import { bodyOf, propertiesOf, storeRecord } from "./record.js";

/** The origin of the records, and how they are delivered. */
export interface KafkaEventOptions {
  /** Default: `orders`. */
  readonly topic?: string | undefined;
  /** The number of partitions over which records are spread, by their keys. Default: 1. */
  readonly partitions?: number | undefined;
  /** Default: `"many"`; a function with cardinality `one` gets the first record. */
  readonly cardinality?: "one" | "many" | undefined;
  /** The state of the function's retry policy. Default: it has none. */
  readonly retryContext?: { readonly retryCount: number; readonly maxRetryCount: number } | undefined;
}

/**
 * Builds what the library passes to a function that `register` has connected to a topic of Kafka. A portable event keeps
 * its time and its key. Log lines of the context are dropped.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for a record that is too large.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-kafka-trigger
 * @example
 * const { input, context } = kafka(["first", { body: "second", key: "customer-7" }], { topic: "orders" });
 * await adapt(orders)(input, context);
 * @trigger kafka kafka-batch
 */
export function kafka(
  records: readonly MessageWords[],
  { topic = "orders", partitions = 1, cardinality = "many", retryContext }: KafkaEventOptions = {},
): TriggeredEvent {
  const now = Date.now();
  const stored = records.map((words, index) => {
    const { message: outgoing, sentAt = now } = readWords(words);
    const partition = partitionFor(outgoing.key, index, partitions);
    const place = `kafka record ${index + 1} of ${records.length}`;
    return storeRecord(place, outgoing, { partition, offset: index, timestamp: sentAt });
  });
  const properties = stored.map((each) => propertiesOf(each, topic, cardinality));
  return calledWith(
    cardinality === "one" ? one(stored[0]) : stored.map((each) => Buffer.from(bodyOf(each))),
    {
      trigger: { type: "kafkaTrigger", cardinality, topic },
      retryContext,
      metadata: metadataOf(properties, cardinality, REGISTERED),
    },
  );
}

function one(record: { readonly value: Uint8Array | null } | undefined): unknown {
  return record?.value ? Buffer.from(record.value) : undefined;
}
