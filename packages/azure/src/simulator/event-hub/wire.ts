import type { MessageWire } from "onefn/simulator";
import { partitionFor } from "../partition.js";
import { retryContextOf, settleWithoutPolicy, settleWithPolicy } from "../retry-policy.js";
import { dataOf, metadataOf } from "../rpc-metadata.js";
import { createTriggeredWire, newInvocation } from "../triggered-wire.js";
import type { RpcTriggering, WorkerHost } from "../worker.js";
import { idOf, partitionContext, propertiesOf, type StoredEvent, storeEvent } from "./event-data.js";

/** How functions are connected to Event Hubs. */
const TRIGGERS = {
  /** One event in an invocation, and no retry policy: the host continues after it. */
  "event-hub": { cardinality: "one", policy: false, partitions: 4 },
  /** Batches with a retry policy. A batch is of one partition, so the hub has one. */
  "event-hub-batch": { cardinality: "many", policy: true, partitions: 1 },
} as const;

type Trigger = keyof typeof TRIGGERS;

const DEFAULT_ATTEMPTS = 3;
/** Milliseconds after which another instance would take the partition over. */
const OWNERSHIP = 120_000;

/** Azure's host in front of a worker, connected to an event hub. */
export function createEventHubWire(trigger: Trigger, workers: WorkerHost): MessageWire {
  const { cardinality, policy, partitions } = TRIGGERS[trigger];
  return createTriggeredWire<StoredEvent, StoredEvent>(
    trigger,
    workers,
    ({ maxAttempts = DEFAULT_ATTEMPTS }) => ({
      type: "eventHubTrigger",
      place: { eventHubName: "simulated" },
      cardinality,
      ...(policy && { retries: maxAttempts - 1 }),
    }),
    ({ sending }, { maxAttempts = DEFAULT_ATTEMPTS }) => ({
      ...(cardinality === "one" && { batch: 1 }),
      ...(!policy && { attempts: 1 }),
      delay: OWNERSHIP,
      accept(message, { to, index, count, now, sequence }) {
        const place = `${trigger} event ${index + 1} of ${count} for ${to}`;
        const partition = String(partitionFor(message.key, sequence, partitions));
        const stored = storeEvent(place, message, { partition, sequence, enqueuedAt: now });
        return { id: idOf(stored), stored };
      },
      record: ({ stored }) => stored,
      event(events, deliveries): RpcTriggering {
        const hub = deliveries[0]?.place ?? "simulated";
        return {
          ...newInvocation(),
          ...(policy && retryContextOf(deliveries, maxAttempts - 1)),
          place: { eventHubName: hub },
          data: dataOf(
            events.map(({ body }) => body),
            cardinality,
            sending,
          ),
          triggerMetadata: {
            ...partitionContext(hub, events[0]?.partition ?? "0"),
            ...metadataOf(events.map(propertiesOf), cardinality, sending),
          },
        };
      },
      settle: (outcome, { length }) =>
        policy ? settleWithPolicy(outcome, length) : settleWithoutPolicy(outcome),
      lanes: ({ partition }) => partition,
    }),
  );
}
