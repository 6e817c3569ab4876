import {
  type AttributeValue,
  contentTypeAmong,
  type MessageSource,
  type RecordCodec,
  type Trace,
} from "onefn/provider";
import type { Invocation } from "../native.js";
import { headersOf } from "./kafka-headers.js";
import { traceOf } from "./properties.js";
import { withSettings } from "./settings.js";
import { attemptOf, isByKey, stream } from "./stream.js";
import { bodyOf, isTriggeredBy, Metadata, type TriggeredRecord, triggered, triggerOf } from "./triggered.js";

class KafkaSource implements MessageSource {
  readonly record: TriggeredRecord;
  readonly id: string;
  readonly #metadata: Metadata;
  readonly #invocation: Invocation;
  #headers: Readonly<Record<string, AttributeValue>> | undefined;

  constructor(record: TriggeredRecord, invocation: Invocation, native: unknown) {
    this.record = record;
    this.#metadata = new Metadata(record, invocation, native);
    this.#invocation = invocation;
    this.id = `${partitionOf(this.#metadata)}:${this.#offset() ?? ""}`;
  }

  #offset(): string | undefined {
    return this.#metadata.integer("offset");
  }

  source(): string {
    return topicOf(this.#invocation);
  }
  type(): string {
    return "org.apache.kafka.record";
  }
  /** By the producer's clock, unless the topic is configured for the broker's. */
  enqueuedAt(): Date | undefined {
    return this.#metadata.time("timestamp");
  }
  body(): string | Uint8Array | null {
    const value = valueIn(this.record.body);
    // A record without a value deletes what its key names.
    return value === undefined || value === null ? null : bodyOf(value);
  }
  /** @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md#321-content-type */
  contentType(): string | undefined {
    return contentTypeAmong(this.attributes());
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    this.#headers ??= headersOf(this.#metadata.property("headers"));
    return this.#headers;
  }
  attempt(): number | undefined {
    return attemptOf(this.#invocation.context);
  }
  key(): string | undefined {
    return keyOf(this.#metadata);
  }
  trace(): Trace | undefined {
    return traceOf(this.attributes());
  }
  extensions(): Readonly<Record<string, unknown>> {
    const sequence = this.#offset();
    const partition = partitionOf(this.#metadata);
    return { ...(sequence && { sequence }), ...(partition && { partition }) };
  }
}

/**
 * The value alone, if the trigger has `dataType: "binary"`. With `"string"` it stands in an object, whose names keep their
 * capitals because it is no metadata.
 */
function valueIn(body: unknown): unknown {
  const { Offset, Partition, Value } = Object(body);
  return Offset !== undefined && Partition !== undefined ? Value : body;
}

function partitionOf(metadata: Metadata): string {
  return metadata.text("partition") ?? "";
}

function keyOf(metadata: Metadata): string | undefined {
  return metadata.text("key");
}

function topicOf({ context, env }: Invocation): string {
  return withSettings(`${triggerOf<{ readonly topic?: string }>(context).topic}`, env);
}

/**
 * Apache Kafka, as `kafkaTrigger` delivers records, with cardinality `one` or `many`. The host commits the offsets of an
 * invocation whatever its result, unless the function has a retry policy.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-kafka-trigger
 */
export const kafka: RecordCodec<unknown, TriggeredRecord, void, Invocation> = {
  trigger: "kafka",
  matches: (_, { context }) => isTriggeredBy("kafkaTrigger", context),
  records: (native, { nativeContext }) => triggered(native, nativeContext, "partitionArray"),
  readings: [
    {
      kind: "message",
      origin: (_, { nativeContext }) => topicOf(nativeContext),
      decode: (record, _, { native, nativeContext }) => new KafkaSource(record, nativeContext, native),
    },
  ],
  // A batch may hold records of several partitions.
  lanes({ native, nativeContext, options }, concurrency) {
    const laneOf = isByKey(options, concurrency) ? keyOf : partitionOf;
    return (record) => laneOf(new Metadata(record, nativeContext, native));
  },
  ...stream,
};
