import { randomUUID } from "node:crypto";
import { type MessageWords, readWords } from "onefn/simulator";
import { asJson } from "../as-json.js";
import { activemqEvent, activemqRecord } from "./activemq.js";
import type { BrokerDelivery } from "./broker-message.js";
import { rabbitmqEvent, rabbitmqRecord } from "./rabbitmq.js";

/** Options of an event of Amazon MQ. */
export interface MqEventOptions {
  /** The queue's name. Default: `orders`. */
  readonly queue?: string;
}

function deliveries(words: readonly MessageWords[], queue: string): readonly BrokerDelivery[] {
  const now = Date.now();
  return words.map((each) => {
    const { message: sent, id = randomUUID(), sentAt = now, attempt = 1 } = readWords(each);
    return { message: { id, queue, sent, sentAt }, attempt };
  });
}

/**
 * Builds the event of an ActiveMQ broker's queue. A portable event keeps its id and its time.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
 * @example
 * const event = activemq(["first", { body: JSON.stringify({ sku: "a-1" }) }], { queue: "orders" });
 * @trigger activemq
 */
export function activemq(messages: readonly MessageWords[], { queue = "orders" }: MqEventOptions = {}) {
  return asJson(activemqEvent(deliveries(messages, queue).map(activemqRecord)));
}

/**
 * Builds the event of a RabbitMQ broker's queue in the virtual host `/`. A portable event keeps its id and its time.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
 * @example
 * const event = rabbitmq(["first", { body: JSON.stringify({ sku: "a-1" }) }], { queue: "orders" });
 * @trigger rabbitmq
 */
export function rabbitmq(messages: readonly MessageWords[], { queue = "orders" }: MqEventOptions = {}) {
  const records = deliveries(messages, queue).map(rabbitmqRecord);
  return asJson(
    rabbitmqEvent(
      records,
      records.map(() => queue),
    ),
  );
}
