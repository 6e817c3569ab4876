import { failTogether, type RecordCodec } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import type { AwsOptions } from "../options.js";
import { type KafkaRecord, KafkaSource } from "./kafka-record.js";
import { failWithoutPartialResponses } from "./partial-response.js";

/**
 * Records of several partitions, of one topic or of several: Lambda's event, or the bare list of EventBridge Pipes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-msk.html
 */
export type KafkaEvent = KafkaBatch | readonly (KafkaRecord & PipedRecord)[];

/** What Pipes adds to each record, because its list has no members of its own. */
interface PipedRecord extends KafkaOrigin {
  /** The name of the partition. */
  readonly eventSourceKey?: string | undefined;
}

interface KafkaOrigin {
  readonly eventSource?: string | undefined;
  /** The cluster, on Amazon MSK only. */
  readonly eventSourceArn?: string | undefined;
  readonly bootstrapServers?: string | undefined;
}

interface KafkaBatch extends KafkaOrigin {
  /** By the name that Lambda gives a partition. */
  readonly records: Readonly<Record<string, readonly KafkaRecord[]>>;
}

/** The result that Lambda reads if `ReportBatchItemFailures` is on: the offsets from which partitions are delivered again. */
export interface KafkaResult {
  readonly batchItemFailures: readonly {
    readonly itemIdentifier: { readonly partition: string; readonly offset: number };
  }[];
}

/** A record with the name of its partition, by which Lambda recognises it in a result. */
interface PartitionRecord {
  readonly partition: string;
  readonly record: (KafkaRecord & PipedRecord) | null;
}

/** AWS documents the name of self-managed clusters without `aws:`, and sends it with. */
const SOURCE = /^(?:aws:kafka|(?:aws:)?SelfManagedKafka)$/;

/**
 * Apache Kafka: Amazon MSK and self-managed clusters.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html
 */
export const kafka: RecordCodec<KafkaEvent, PartitionRecord, KafkaResult, LambdaContext> = {
  trigger: "kafka",
  matches(native) {
    const { eventSource, records, topic } = asRecord(Array.isArray(native) ? native[0] : native);
    const isBatch = Array.isArray(native) ? topic !== undefined : Object(records) === records;
    return SOURCE.test(`${eventSource}`) && isBatch;
  },
  records: (native) =>
    "records" in native
      ? Object.entries(native.records).flatMap(([partition, list]) =>
          list.map((record) => ({ partition, record })),
        )
      : native.map((record) => ({ partition: record?.eventSourceKey ?? "", record })),
  readings: [
    {
      kind: "message",
      // A null record has no topic, but its partition's name begins with it.
      origin: ({ partition, record }) => record?.topic ?? partition.replace(/-\d+$/, ""),
      // A null record fails alone: it has no value.
      decode({ partition, record }, _, { native }) {
        const { eventSourceArn, bootstrapServers }: KafkaOrigin =
          "records" in native ? native : (record ?? {});
        return new KafkaSource(record ?? {}, partition, eventSourceArn ?? `kafka:${bootstrapServers}`);
      },
    },
  ],
  lanes({ options }, concurrency) {
    const { order }: AwsOptions = options;
    return order === "key" && concurrency > 1 ? keyOf : partitionOf;
  },
  checkpoint: partitionOf,
  settle(settled, { native, options }) {
    failWithoutPartialResponses(settled, options);
    // Pipes reads no failures of Kafka's records.
    if (!("records" in native)) failTogether(settled);
    const { records } = native as Partial<KafkaBatch>;
    const lowest = new Map<string, number>();
    let index = 0;
    for (const [partition, list] of Object.entries(records ?? {})) {
      for (const record of list) {
        if (settled[index++]?.type === "ack") continue;
        const offset = record?.offset;
        // Without an offset, the partition has no place to begin again: the whole batch does.
        if (!Number.isInteger(offset)) failTogether(settled);
        lowest.set(partition, Math.min(offset as number, lowest.get(partition) ?? Number.POSITIVE_INFINITY));
      }
    }
    return {
      batchItemFailures: [...lowest].map(([partition, offset]) => ({
        itemIdentifier: { partition, offset },
      })),
    };
  },
};

function partitionOf({ partition }: PartitionRecord): string {
  return partition;
}

/** Records without a key have no order. */
function keyOf({ partition, record }: PartitionRecord): string | undefined {
  return typeof record?.key === "string" ? `${partition} ${record.key}` : undefined;
}
