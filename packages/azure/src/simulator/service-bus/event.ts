import { Buffer } from "node:buffer";
import { type MessageWords, readWords } from "onefn/simulator";
import { calledWith, type TriggeredEvent } from "../called-event.js";
import { metadataOf, REGISTERED } from "../rpc-metadata.js";
import { storeMessage } from "./message.js";
import { type DeliveredMessage, propertiesOf } from "./metadata.js";

/** The origin of the messages, and how they are delivered. */
export interface ServiceBusEventOptions {
  /** Default: `orders`. */
  readonly queue?: string | undefined;
  /** A topic in place of the queue. */
  readonly topic?: string | undefined;
  /** Its subscription. Default: `functions`. */
  readonly subscription?: string | undefined;
  /** Default: `"many"`; a function with cardinality `one` gets the first message. */
  readonly cardinality?: "one" | "many" | undefined;
  /** Whether the entity has sessions; a message's key is then its session. Default: false. */
  readonly sessions?: boolean | undefined;
}

/**
 * Builds what the library passes to a function that `register` has connected to Service Bus. A portable event keeps its
 * id, its time, its key and its delivery count. Log lines of the context are dropped.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where Service Bus refuses a message.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-service-bus-trigger
 * @example
 * const { input, context } = serviceBus(["first", { body: JSON.stringify({ sku: "a-1" }) }], { queue: "orders" });
 * await adapt(orders)(input, context);
 * @trigger service-bus service-bus-batch
 */
export function serviceBus(
  messages: readonly MessageWords[],
  options: ServiceBusEventOptions = {},
): TriggeredEvent {
  const { cardinality = "many", sessions = false } = options;
  const delivered = deliver(messages, sessions);
  const bodies = delivered.map(({ body }) => Buffer.from(body));
  return calledWith(cardinality === "one" ? bodies[0] : bodies, {
    trigger: { type: "serviceBusTrigger", cardinality, isSessionsEnabled: sessions, ...entityOf(options) },
    metadata: metadataOf(delivered.map(propertiesOf), cardinality, REGISTERED),
  });
}

/** The queue, or the topic and its subscription, by the host's names. */
export function entityOf({ queue = "orders", topic, subscription = "functions" }: ServiceBusEventOptions) {
  return topic === undefined ? { queueName: queue } : { topicName: topic, subscriptionName: subscription };
}

/** Messages as Service Bus delivers them. */
export function deliver(messages: readonly MessageWords[], sessions: boolean): readonly DeliveredMessage[] {
  const now = Date.now();
  return messages.map((words, index) => {
    const place = `service-bus message ${index + 1} of ${messages.length}`;
    const { message: outgoing, id, attempt, sentAt = now } = readWords(words);
    const stored = storeMessage(place, outgoing, { enqueuedAt: sentAt, sequence: index + 1, sessions });
    return { ...stored, ...(id !== undefined && { messageId: id }), deliveryCount: attempt || 1 };
  });
}
