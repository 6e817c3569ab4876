import { type MessageWords, readWords } from "onefn/simulator";
import { arn } from "../account.js";
import { asJson, type Json } from "../as-json.js";
import { kafkaRecord, partitionName, storeRecord } from "./record.js";

/** Options of a Kafka event. */
export interface KafkaEventOptions<SelfManaged extends boolean = boolean> {
  /** The topic's name. Default: `orders`. */
  readonly topic?: string;
  /** Whether the cluster is your own, instead of Amazon MSK. Default: false. */
  readonly selfManaged?: SelfManaged;
}

const BOOTSTRAP_SERVERS = "b-1.demo.kafka.example.com:9092,b-2.demo.kafka.example.com:9092";

/** The members of an event that concern a cluster of Amazon MSK. */
export const MSK = {
  eventSource: "aws:kafka",
  eventSourceArn: arn("kafka", "cluster/demo/7f2f4a5c-0000-4000-8000-000000000000-1"),
  bootstrapServers: BOOTSTRAP_SERVERS,
} as const;

/** The same of a cluster of your own. */
const SELF_MANAGED = { eventSource: "SelfManagedKafka", bootstrapServers: BOOTSTRAP_SERVERS } as const;

type Cluster<SelfManaged extends boolean> = SelfManaged extends true ? typeof SELF_MANAGED : typeof MSK;

/** A record without a key or with a tombstone lacks a member, so the words decide what is certain. */
type KafkaRecord<Words> = Omit<Json<ReturnType<typeof kafkaRecord>>, "key" | "value"> &
  (Words extends { readonly key: string } ? { key: string } : { key?: string }) &
  ("tombstone" extends keyof Words ? { value?: string | null } : { value: string });

/** The event of messages in such words. */
export type KafkaEvent<Words extends MessageWords, SelfManaged extends boolean> = Json<
  Cluster<SelfManaged>
> & { records: Record<string, KafkaRecord<Words>[]> };

/**
 * The event of a topic. A portable event keeps its time, its key and its attributes; its id is the record's place.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html
 * @example
 * const event = kafka([{ body: JSON.stringify({ sku: "a-1" }), key: "customer-1" }], { topic: "orders" });
 * @trigger kafka kafka-by-key
 */
export function kafka<Words extends MessageWords, SelfManaged extends boolean = false>(
  messages: readonly Words[],
  options?: KafkaEventOptions<SelfManaged>,
): KafkaEvent<Words, SelfManaged>;
export function kafka(
  messages: readonly MessageWords[],
  { topic = "orders", selfManaged = false }: KafkaEventOptions = {},
): object {
  const now = Date.now();
  const records = messages.map((words, offset) => {
    const { message, sentAt = now } = readWords(words);
    return kafkaRecord(storeRecord(message, { topic, offset, sentAt }));
  });
  return asJson({ ...(selfManaged ? SELF_MANAGED : MSK), records: { [partitionName(topic)]: records } });
}
