import { randomUUID } from "node:crypto";
import type { Fate, MessageWire } from "onefn/simulator";
import { idOf, type StoredMessage, storeMessage } from "../service-bus/message.js";
import { ABANDONED, LOCK } from "../service-bus/wire.js";
import { createTriggeredWire, nativeResultOf, newInvocation } from "../triggered-wire.js";
import type { LockedMessage, RpcTriggering, SettledHow, WorkerHost } from "../worker.js";

/** How functions are connected to Service Bus. */
const SESSIONS = {
  "service-bus-settled": false,
  /** A message without a key is alone in its session. */
  "service-bus-settled-sessions": true,
} as const;

/** `maxMessageBatchSize` of host.json by default. */
const BATCH = 1_000;

/** What becomes of a message that is settled. */
const FATES: Readonly<Record<SettledHow, Fate>> = {
  complete: "done",
  abandon: { after: ABANDONED },
  deadletter: "dead",
};

/**
 * Azure's host in front of a worker, connected to a queue whose messages the function settles by itself.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-service-bus-trigger
 */
export function createSettledWire(trigger: keyof typeof SESSIONS, workers: WorkerHost): MessageWire {
  const sessions = SESSIONS[trigger];
  return createTriggeredWire<StoredMessage, LockedMessage>(
    trigger,
    workers,
    () => ({
      type: "serviceBusTrigger",
      place: { queueName: "simulated" },
      cardinality: "many",
      isSessionsEnabled: sessions,
      settles: true,
    }),
    () => {
      /** How the messages of the invocation have been settled, by their locks. */
      let settled = new Map<string, SettledHow>();
      let locks: readonly string[] = [];
      /** The settlements that were refused, because there had been one. The adapter may have hidden the error. */
      let settledTwice: string[] = [];
      return {
        batch: BATCH,
        delay: LOCK,
        accept(message, { to, index, count, now, sequence }) {
          const place = `${trigger} message ${index + 1} of ${count} for ${to}`;
          const stored = storeMessage(place, message, { enqueuedAt: now, sequence, sessions });
          return { id: idOf(stored), stored };
        },
        record: ({ stored, attempt }) => ({ ...stored, deliveryCount: attempt, lockToken: randomUUID() }),
        event(messages, [first]): RpcTriggering {
          const told = new Map<string, SettledHow>();
          settled = told;
          const again: string[] = [];
          settledTwice = again;
          locks = messages.map(({ lockToken }) => lockToken);
          return {
            ...newInvocation(),
            place: { queueName: first?.place ?? "simulated" },
            data: {},
            triggerMetadata: {},
            settling: {
              messages,
              settle(lockToken, how) {
                // A lock is good for one settlement.
                if (told.has(lockToken)) {
                  again.push(`${how} of ${lockToken}`);
                  throw new Error("The lock supplied is invalid.");
                }
                told.set(lockToken, how);
              },
            },
          };
        },
        settle(outcome) {
          const failed: Fate = { after: ABANDONED };
          return {
            fates: locks.map((lock) => {
              const how = settled.get(lock);
              // The host abandons what a failed function has left. After a success, it waits for the lock to expire.
              return how ? FATES[how] : outcome.status === "Failure" ? failed : "again";
            }),
            ...nativeResultOf(settledTwice.length > 0 ? { ...outcome, settledTwice } : outcome),
          };
        },
        lanes: ({ sessionId }) => sessionId,
        dead: (place) => `${place}/$DeadLetterQueue`,
      };
    },
  );
}
