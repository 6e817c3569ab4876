import type { MessageWire } from "onefn/simulator";
import { partitionFor } from "../partition.js";
import { retryContextOf, settleWithoutPolicy, settleWithPolicy } from "../retry-policy.js";
import { dataOf, metadataOf } from "../rpc-metadata.js";
import { createTriggeredWire, newInvocation } from "../triggered-wire.js";
import type { RpcTriggering, WorkerHost } from "../worker.js";
import { bodyOf, idOf, propertiesOf, type StoredRecord, storeRecord } from "./record.js";

/** How functions are connected to Kafka. */
const TRIGGERS = {
  /** One record in an invocation, and no retry policy: the host continues after it. */
  kafka: { cardinality: "one", policy: false },
  /** Batches with a retry policy, of several partitions. */
  "kafka-batch": { cardinality: "many", policy: true },
} as const;

type Trigger = keyof typeof TRIGGERS;

const PARTITIONS = 16;
const DEFAULT_ATTEMPTS = 3;
/** Milliseconds after which another consumer would take the partitions over. */
const SESSION = 45_000;

/** Azure's host in front of a worker, connected to a topic. */
export function createKafkaWire(trigger: Trigger, workers: WorkerHost): MessageWire {
  const { cardinality, policy } = TRIGGERS[trigger];
  return createTriggeredWire<StoredRecord, StoredRecord>(
    trigger,
    workers,
    ({ maxAttempts = DEFAULT_ATTEMPTS }) => ({
      type: "kafkaTrigger",
      place: { topic: "simulated" },
      cardinality,
      ...(policy && { retries: maxAttempts - 1 }),
    }),
    ({ sending }, { maxAttempts = DEFAULT_ATTEMPTS }) => ({
      ...(cardinality === "one" && { batch: 1 }),
      ...(!policy && { attempts: 1 }),
      delay: SESSION,
      accept(message, { to, index, count, now, sequence }) {
        const place = `${trigger} record ${index + 1} of ${count} for ${to}`;
        const partition = partitionFor(message.key, sequence, PARTITIONS);
        const stored = storeRecord(place, message, { partition, offset: sequence, timestamp: now });
        return { id: idOf(stored), stored };
      },
      record: ({ stored }) => stored,
      event(records, deliveries): RpcTriggering {
        const topic = deliveries[0]?.place ?? "simulated";
        const properties = records.map((each) => propertiesOf(each, topic, cardinality));
        return {
          ...newInvocation(),
          ...(policy && retryContextOf(deliveries, maxAttempts - 1)),
          place: { topic },
          data:
            cardinality === "one" && records[0]?.value === null
              ? {}
              : dataOf(records.map(bodyOf), cardinality, sending),
          triggerMetadata: metadataOf(properties, cardinality, sending),
        };
      },
      settle: (outcome, { length }) =>
        policy ? settleWithPolicy(outcome, length) : settleWithoutPolicy(outcome),
      lanes: ({ partition }) => String(partition),
    }),
  );
}
