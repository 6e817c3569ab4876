import type { MessageWire } from "onefn/simulator";
import { dataOf, metadataOfOne } from "../rpc-metadata.js";
import { createTriggeredWire, newInvocation, settleAll } from "../triggered-wire.js";
import type { RpcTriggering, WorkerHost } from "../worker.js";
import { DEQUEUED, propertiesOf, type StoredMessage, storeMessage } from "./message.js";

const TRIGGER = "storage-queue";
/**
 * Milliseconds after which a failed message is dequeued again: `visibilityTimeout` of host.json is 0 by default, and the
 * host asks the queue for others meanwhile.
 */
const POLL = 100;

/** A message, and how often it was dequeued. */
interface Dequeued {
  readonly stored: StoredMessage;
  readonly attempt: number;
}

/**
 * Azure's host in front of a worker, connected to a queue of Azure Storage. Deliveries are limited by `maxDequeueCount` of
 * host.json, 5 by default.
 */
export function createStorageQueueWire(workers: WorkerHost): MessageWire {
  return createTriggeredWire<StoredMessage, Dequeued>(
    TRIGGER,
    workers,
    () => ({ type: "queueTrigger", place: { queueName: "simulated" } }),
    ({ sending }) => ({
      batch: 1,
      unordered: true,
      delay: DEQUEUED,
      accept(message, { to, index, count, now }) {
        const stored = storeMessage(`${TRIGGER} message ${index + 1} of ${count} for ${to}`, message, now);
        return { id: stored.id, stored };
      },
      record: ({ stored, attempt }) => ({ stored, attempt }),
      event(messages, [first]): RpcTriggering {
        const [{ stored, attempt }] = messages as readonly [Dequeued];
        return {
          ...newInvocation(),
          place: { queueName: first?.place ?? "simulated" },
          data: dataOf([stored.body], "one", sending),
          triggerMetadata: metadataOfOne(propertiesOf(stored, attempt)),
        };
      },
      settle: (outcome, { length }) => settleAll(outcome, length, { after: POLL }),
      dead: (place) => `${place}-poison`,
    }),
  );
}
