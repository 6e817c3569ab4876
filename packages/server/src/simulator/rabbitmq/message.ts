import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { Delivery, OutgoingMessage, Sending } from "onefn/simulator";
import type { AmqpMessage } from "../../poll/rabbitmq/client.js";

/** A message as a queue keeps it. */
export interface StoredMessage {
  readonly content: Buffer;
  readonly properties: AmqpMessage["properties"] & { readonly messageId: string };
  /** Replaces members of the native message. */
  readonly native: Readonly<Record<string, unknown>>;
}

/** What a publisher that follows AMQP writes: an id, and the time in seconds. */
export function storeMessage(
  { body, contentType, attributes, native = {} }: OutgoingMessage,
  { now }: Sending,
): StoredMessage {
  return {
    content: Buffer.from(body as string),
    properties: {
      messageId: randomUUID(),
      timestamp: Math.floor(now / 1000),
      ...(contentType !== undefined && { contentType }),
      headers: Object.fromEntries(
        Object.entries(attributes ?? {}).map(([name, value]) => [
          name,
          value instanceof Uint8Array ? Buffer.from(value) : value,
        ]),
      ),
    },
    native,
  };
}

let deliveryTag = 0;

/** What a quorum queue pushes: it counts deliveries behind the first one. */
export function pushedMessage({ stored, attempt, place }: Delivery<StoredMessage>): AmqpMessage {
  const { content, properties, native } = stored;
  return {
    content,
    fields: { deliveryTag: ++deliveryTag, redelivered: attempt > 1, exchange: "", routingKey: place },
    properties: {
      ...properties,
      headers: { ...properties.headers, ...(attempt > 1 && { "x-delivery-count": attempt - 1 }) },
    },
    ...native,
  };
}
