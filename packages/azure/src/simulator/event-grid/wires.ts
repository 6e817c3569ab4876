import { randomUUID } from "node:crypto";
import type { EventWire, StorageWire } from "onefn/simulator";
import { createRecordWire, newInvocation, settleAll } from "../triggered-wire.js";
import type { RpcTriggering, WorkerHost } from "../worker.js";
import { cloudEvent } from "./cloud-event.js";
import { storageEvent } from "./storage-event.js";

type Stored = Readonly<Record<string, unknown>>;

/** Milliseconds for which Event Grid waits before it sends an event again for the first time. */
const RETRY = 10_000;

/** The host's data for the events of an invocation. */
function eventOf(data: unknown): RpcTriggering {
  return { ...newInvocation(), place: {}, data: { json: JSON.stringify(data) }, triggerMetadata: {} };
}

/**
 * Azure's host in front of a worker, connected to a topic in the schema of CloudEvents, with one event in each invocation. The
 * place of an event is its type.
 */
export function createEventGridWire(workers: WorkerHost): EventWire {
  return createRecordWire<"event", Stored, Stored>("event", workers, {
    trigger: "event-grid",
    registration: () => ({ type: "eventGridTrigger", place: {}, cardinality: "one" }),
    source: () => ({
      batch: 1,
      unordered: true,
      delay: RETRY,
      accept(event, { to: type, now: at }) {
        const id = randomUUID();
        return { id, stored: cloudEvent(event, { id, type, at }) };
      },
      record: ({ stored }) => stored,
      event: ([event]) => eventOf(event),
      settle: (outcome, { length }) => settleAll(outcome, length, { after: RETRY }),
    }),
  });
}

/** The same with the events of a storage account, in Event Grid's own schema and in batches. */
export function createStorageEventsWire(workers: WorkerHost): StorageWire {
  return createRecordWire<"storage", Stored, Stored>("storage", workers, {
    trigger: "event-grid-storage",
    registration: () => ({ type: "eventGridTrigger", place: {}, cardinality: "many" }),
    source: () => ({
      batch: 5_000,
      unordered: true,
      delay: RETRY,
      accept(notification, { to: container, index, count, now: at, sequence }) {
        const place = `storage event ${index + 1} of ${count} for ${container}`;
        const stored = storageEvent(place, notification, { container, at, sequence });
        return { id: stored.id as string, stored };
      },
      record: ({ stored }) => stored,
      event: (events) => eventOf(events),
      settle: (outcome, { length }) => settleAll(outcome, length, { after: RETRY }),
    }),
  });
}
