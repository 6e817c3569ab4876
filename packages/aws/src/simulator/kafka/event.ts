import { type MessageWords, readWords } from "onefn/simulator";
import { arn } from "../account.js";
import { kafkaRecord, partitionName, storeRecord } from "./record.js";

/** Options of a Kafka event. */
export interface KafkaEventOptions {
  /** The topic's name. Default: `orders`. */
  readonly topic?: string;
  /** Whether the cluster is your own, instead of Amazon MSK. Default: false. */
  readonly selfManaged?: boolean;
}

type Records = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** The members of an event that concern the cluster. */
export function clusterOf(selfManaged: boolean) {
  const bootstrapServers = "b-1.demo.kafka.example.com:9092,b-2.demo.kafka.example.com:9092";
  return selfManaged
    ? { eventSource: "SelfManagedKafka", bootstrapServers }
    : {
        eventSource: "aws:kafka",
        eventSourceArn: arn("kafka", "cluster/demo/7f2f4a5c-0000-4000-8000-000000000000-1"),
        bootstrapServers,
      };
}

/**
 * The event of a topic. A portable event keeps its time, its key and its attributes; its id is the record's place.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html
 * @example
 * const event = kafka([{ body: JSON.stringify({ sku: "a-1" }), key: "customer-1" }], { topic: "orders" });
 * @trigger kafka kafka-by-key
 */
export function kafka(
  messages: readonly MessageWords[],
  { topic = "orders", selfManaged = false }: KafkaEventOptions = {},
): ReturnType<typeof clusterOf> & { readonly records: Records } {
  const now = Date.now();
  const records = messages.map((words, offset) => {
    const { message, sentAt = now } = readWords(words);
    return kafkaRecord(storeRecord(message, { topic, offset, sentAt }));
  });
  return JSON.parse(
    JSON.stringify({ ...clusterOf(selfManaged), records: { [partitionName(topic)]: records } }),
  );
}
