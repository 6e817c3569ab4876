import {
  createBroker,
  type DocumentedResult,
  type Fate,
  type MessageWire,
  type OutgoingMessage,
  schema,
} from "onefn/simulator";
import { polled } from "../../poll/capabilities.js";
import type { AmqpMessage } from "../../poll/rabbitmq/client.js";
import { rabbitmq } from "../../rabbitmq.js";
import type { PollHost } from "../poll/host.js";
import { type PolledAnswer, PolledPlaces } from "../poll/places.js";
import { pushedMessage, type StoredMessage, storeMessage } from "./message.js";
import { type AmqpCall, SimulatedAmqp } from "./queue.js";

const { array, integer, object, union } = schema;
const tag = integer(1, Number.MAX_SAFE_INTEGER);

/** @see https://www.rabbitmq.com/docs/confirms */
const result: DocumentedResult = {
  schema: array(
    union(
      object({ ack: tag }),
      object({ reject: tag }),
      object({ requeue: tag, after: integer(0, 900_000) }),
    ),
  ),
  wrong: [
    undefined,
    [{ refused: "unknown delivery tag 1" }],
    [{ ack: 0 }],
    [{ requeue: 1 }],
    [{ ack: 1, reject: 1 }],
  ],
};

/** Milliseconds: what a process that has died had in hand comes back when its connection is found to be gone. */
const GONE = 60_000;
const PREFETCH = 10_000;

/** Quorum queues of RabbitMQ, with a dead-letter exchange, that pollers consume. */
export function createRabbitmqPollWire(host: PollHost): MessageWire {
  const trigger = "rabbitmq-poll";
  return {
    kind: "message",
    shape: "records",
    trigger,
    capabilities: polled[trigger] ?? {},
    result,
    deploy(load, options = {}) {
      const running = host.start(load, options);
      const places = new PolledPlaces<SimulatedAmqp, AmqpCall>(async (queue) => {
        running.prepare?.();
        const fake = new SimulatedAmqp();
        const connect = async () => host.client?.(fake) ?? fake;
        const source = rabbitmq({ connect, queue, prefetch: PREFETCH, deadLetters: true });
        return { fake, poller: await running.poll(source, fake.timers) };
      });
      return createBroker<OutgoingMessage, StoredMessage, AmqpMessage, PolledAnswer<AmqpCall>>({
        trigger,
        from: "onefn/server",
        running,
        options,
        batch: PREFETCH,
        onePlace: true,
        delay: GONE,
        accept(sent, sending) {
          const stored = storeMessage(sent, sending);
          return { id: stored.properties.messageId, stored };
        },
        record: pushedMessage,
        event: (messages) => ({ messages }),
        async invoke(event, [delivery]) {
          const { place } = delivery as { readonly place: string };
          const { messages } = event as { readonly messages: readonly AmqpMessage[] };
          const answer = await places.deliver(place, async (queue) => queue.give(messages));
          return { ...answer, tags: messages.map(({ fields }) => fields?.deliveryTag) };
        },
        settle({ calls, ...told }) {
          const { tags = [], ...error } = told as { readonly tags?: readonly number[] };
          const fates = new Map<number, Fate>();
          for (const call of calls ?? []) {
            if ("ack" in call) fates.set(call.ack, "done");
            if ("reject" in call) fates.set(call.reject, "dead");
            if ("requeue" in call) fates.set(call.requeue, { after: call.after });
          }
          return { fates: tags.map((each) => fates.get(each) ?? "again"), nativeResult: calls, ...error };
        },
        dead: (place) => `${place}-dead`,
      });
    },
  };
}
