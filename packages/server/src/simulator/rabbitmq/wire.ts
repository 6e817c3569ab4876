import { type DocumentedResult, type Fate, type MessageWire, schema } from "onefn/simulator";
import type { AmqpMessage } from "../../poll/rabbitmq/client.js";
import { rabbitmq } from "../../rabbitmq.js";
import type { PollHost } from "../poll/host.js";
import { createPollWire } from "../poll/wire.js";
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
  return createPollWire<SimulatedAmqp, AmqpCall, StoredMessage, AmqpMessage>(host, {
    trigger: "rabbitmq-poll",
    result,
    batch: PREFETCH,
    delay: GONE,
    connect(queue, through) {
      const fake = new SimulatedAmqp();
      const connection = async () => through(fake);
      const source = rabbitmq({ connect: connection, queue, prefetch: PREFETCH, deadLetters: true });
      return { fake, source, timers: fake.timers };
    },
    accept(sent, sending) {
      const stored = storeMessage(sent, sending);
      return { id: stored.properties.messageId, stored };
    },
    record: pushedMessage,
    event: (messages) => ({ messages }),
    give: (queue, event) => queue.give(messagesIn(event)),
    fates(calls, _, event) {
      const fates = new Map<number, Fate>();
      for (const call of calls) {
        if ("ack" in call) fates.set(call.ack, "done");
        if ("reject" in call) fates.set(call.reject, "dead");
        if ("requeue" in call) fates.set(call.requeue, { after: call.after });
      }
      return messagesIn(event).map(({ fields }) => fates.get(fields?.deliveryTag) ?? "again");
    },
    dead: (place) => `${place}-dead`,
  });
}

function messagesIn(event: unknown): readonly AmqpMessage[] {
  return (event as { readonly messages: readonly AmqpMessage[] }).messages;
}
