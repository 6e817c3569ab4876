/**
 * Apache Kafka, for `poll` of `@onefn/server/poll`.
 * @packageDocumentation
 */
import { type AnyRecordCodec, checkOptions, type OptionChecks } from "onefn/provider";
import { COUNT } from "./poll/check-options.js";
import type { KafkaConsumer } from "./poll/kafka/client.js";
import { kafkaCodec } from "./poll/kafka/codec.js";
import { KafkaPoller } from "./poll/kafka/poller.js";
import type { PollSource } from "./poll/source.js";

export type { KafkaConsumer, KafkaMessage, KafkaPayload } from "./poll/kafka/client.js";
export type { PollSource } from "./poll/source.js";

/** Topics, and how they are consumed. */
export interface KafkaOptions {
  /** A consumer of `kafkajs` that nobody has connected: `new Kafka(config).consumer({ groupId })`. */
  readonly consumer: KafkaConsumer;
  readonly topics: readonly string[];
  /** Where a group begins that has committed nothing: at the first record, or behind the last. Default: false. */
  readonly fromBeginning?: boolean | undefined;
  /** How many records of a partition are handled as one batch, at most. Default: 100. */
  readonly batchSize?: number | undefined;
  /** How many partitions are handled at the same time. Default: 1. */
  readonly partitions?: number | undefined;
  /**
   * Milliseconds for which a partition waits when a record has failed, which is then the first that comes again.
   * `retry({ after })` goes before it. Default: 1,000.
   */
  readonly retryDelay?: number | undefined;
}

const KAFKA_OPTIONS = {
  consumer: [(value) => typeof Object(value).subscribe === "function", "a consumer of kafkajs"],
  topics: [
    (value) => Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string"),
    "a list of names",
  ],
  fromBeginning: [(value) => typeof value === "boolean", "true or false"],
  batchSize: COUNT,
  partitions: COUNT,
  retryDelay: [(value) => typeof value === "number" && value >= 0, "milliseconds, 0 or more"],
} satisfies OptionChecks<KafkaOptions>;

/**
 * Topics of Kafka, consumed as a member of the consumer's group. Each partition is handled in order, and is done up to
 * its first record that has failed.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION
 * @example
 * await poll(adapt({ orders }), kafka({ consumer, topics: ["orders"] }));
 */
export function kafka(options: KafkaOptions): PollSource {
  checkOptions("[onefn/server] kafka", options, KAFKA_OPTIONS);
  const {
    consumer,
    topics,
    fromBeginning = false,
    batchSize = 100,
    partitions = 1,
    retryDelay = 1_000,
  } = options;
  return {
    place: topics.join(", "),
    codec: kafkaCodec as AnyRecordCodec,
    async start(polling) {
      const consuming = { consumer, topics, fromBeginning, batchSize, partitions, retryDelay, polling };
      const poller = new KafkaPoller(consuming);
      await poller.begin();
      return poller;
    },
  };
}
