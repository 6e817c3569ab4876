import type { Expiry, MessageWire } from "onefn/simulator";
import { dataOf, metadataOf } from "../rpc-metadata.js";
import { createTriggeredWire, newInvocation, settleAll } from "../triggered-wire.js";
import type { RpcTriggering, TriggerPlace, WorkerHost } from "../worker.js";
import { idOf, type StoredMessage, storeMessage } from "./message.js";
import { type DeliveredMessage, propertiesOf } from "./metadata.js";

/** How functions are connected to Service Bus. */
const TRIGGERS = {
  /** A queue with sessions. A message without a key is alone in its session. */
  "service-bus": { cardinality: "one", isSessionsEnabled: true },
  /** A topic's subscription without sessions. */
  "service-bus-batch": { cardinality: "many", isSessionsEnabled: false },
} as const;

type Trigger = keyof typeof TRIGGERS;

/** Milliseconds after which an abandoned message is there again; the host receives others meanwhile. */
export const ABANDONED = 100;
/** Milliseconds for which an entity locks a message by default. The host renews the lock while the function runs. */
export const LOCK = 60_000;

/** Azure's host in front of a worker, connected to Service Bus. */
export function createServiceBusWire(trigger: Trigger, workers: WorkerHost): MessageWire {
  const { cardinality, isSessionsEnabled: sessions } = TRIGGERS[trigger];
  const registration = {
    type: "serviceBusTrigger",
    place: placeOf(trigger, "simulated"),
    ...TRIGGERS[trigger],
  };
  const wire = createTriggeredWire<StoredMessage, DeliveredMessage>(
    trigger,
    workers,
    () => registration,
    ({ sending }) => ({
      ...(cardinality === "one" && { batch: 1 }),
      delay: LOCK,
      accept(message, { to, index, count, now, sequence }) {
        const place = `${trigger} message ${index + 1} of ${count} for ${to}`;
        const stored = storeMessage(place, message, { enqueuedAt: now, sequence, sessions });
        return { id: idOf(stored), stored };
      },
      record: ({ stored, attempt, deadFrom }) => ({
        ...stored,
        deliveryCount: attempt,
        deadLetterSource: deadFrom,
      }),
      event(messages, [first]): RpcTriggering {
        return {
          ...newInvocation(),
          place: placeOf(trigger, first?.place ?? "simulated"),
          data: dataOf(
            messages.map(({ body }) => body),
            cardinality,
            sending,
          ),
          triggerMetadata: metadataOf(messages.map(propertiesOf), cardinality, sending),
        };
      },
      // All messages are completed, or all are abandoned and can be delivered again at once.
      settle: (outcome, { length }) => settleAll(outcome, length, { after: ABANDONED }),
      lanes: ({ sessionId }) => sessionId,
      dead: (place) => `${place}/$DeadLetterQueue`,
    }),
  );
  // A session is locked as a whole, and its messages wait.
  return sessions ? wire : { ...wire, expiry: LOCK_EXPIRY };
}

/** The host renews it for `maxAutoLockRenewalDuration`, five minutes by default. */
const LOCK_EXPIRY: Expiry = {
  of: "message lock",
  source:
    "https://learn.microsoft.com/en-us/azure/service-bus-messaging/message-transfers-locks-settlement#peeklock",
};

/** Every place is a queue, or a topic with one subscription. */
function placeOf(trigger: Trigger, place: string): TriggerPlace {
  return trigger === "service-bus-batch"
    ? { topicName: place, subscriptionName: "functions" }
    : { queueName: place };
}
