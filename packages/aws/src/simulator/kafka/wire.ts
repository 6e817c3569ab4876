import { createBroker, type MessageWire, type OutgoingMessage, type Sending } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaHost } from "../host.js";
import { eventSourceMapping } from "../lambda/event-source-mapping.js";
import { startRecords } from "../lambda/start-records.js";
import { kafkaResult } from "../results.js";
import { settleBatch } from "../sqs/batch-response.js";
import { BACKOFF, orderedBy } from "../streams/order.js";
import { MSK } from "./event.js";
import { kafkaRecord, partitionName, type StoredRecord, storeRecord } from "./record.js";

/** Bytes around the records in an event's JSON. */
const EVENT_FRAME = 4096;

/**
 * Connects a host's functions to topics of Amazon MSK, through an event source mapping in provisioned mode with
 * `ReportBatchItemFailures` and `BisectBatchOnFunctionError`. A batch may hold records of several topics.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html
 */
export function createKafkaWire(trigger: "kafka" | "kafka-by-key", host: LambdaHost): MessageWire {
  return {
    kind: "message",
    shape: "records",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result: kafkaResult,
    async deploy(load, given = {}) {
      const options = orderedBy(trigger, given);
      const running = await startRecords(host, load, options);
      return createBroker({
        ...eventSourceMapping(running, EVENT_FRAME),
        trigger,
        options,
        delay: BACKOFF,
        accept,
        record: ({ stored }) => kafkaRecord(stored),
        event: (natives, deliveries) => ({ ...MSK, records: byPartition(natives, deliveries) }),
        settle(answer, deliveries) {
          const records = deliveries.map(({ stored }) => stored);
          const fates = (failed: ReadonlySet<string>) => records.map((record) => fateOf(record, failed));
          const settlement = settleBatch(answer, records.map(idOf), fates, nameOf);
          return { ...settlement, halved: settlement.refusal !== undefined };
        },
        // The whole partition waits for the next delivery.
        lanes: () => "partition",
      });
    },
  };
}

/** The second offset has one digit more than the first. */
const FIRST = 98;

function accept(message: OutgoingMessage, { to, now, sequence }: Sending) {
  const stored = storeRecord(message, { topic: to, offset: FIRST + sequence, sentAt: now });
  return { id: idOf(stored), stored };
}

function idOf({ topic, offset }: StoredRecord): string {
  return `${partitionName(topic)}:${offset}`;
}

/** The id in an `itemIdentifier`. */
function nameOf(itemIdentifier: unknown): string | undefined {
  const { partition, offset } = Object(itemIdentifier) as Readonly<Record<string, unknown>>;
  return typeof partition === "string" && typeof offset === "number" ? `${partition}:${offset}` : undefined;
}

/** A partition is delivered again from its lowest failed offset on. */
function fateOf({ topic, offset }: StoredRecord, failed: ReadonlySet<string>): "again" | "done" {
  const start = `${partitionName(topic)}:`;
  const offsets = [...failed]
    .filter((id) => id.startsWith(start))
    .map((id) => Number(id.slice(start.length)));
  return offsets.some((each) => each <= offset) ? "again" : "done";
}

function byPartition<Native>(
  natives: readonly Native[],
  deliveries: readonly { readonly stored: StoredRecord }[],
): Readonly<Record<string, readonly Native[]>> {
  const records: Record<string, Native[]> = {};
  deliveries.forEach(({ stored: { topic } }, index) => {
    const name = partitionName(topic);
    records[name] = [...(records[name] ?? []), natives[index] as Native];
  });
  return records;
}
