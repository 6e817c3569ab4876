import { randomBytes } from "node:crypto";
import type { CloudEvent, Message } from "onefn";
import type { MessageBatch } from "../../native.js";
import { type QueuedMessage, type QueueResult, RuntimeBatch } from "./batch.js";

/** A message with any body; the other members have defaults. */
export interface QueueWords {
  readonly body: unknown;
  /** Default: a random id. */
  readonly id?: string | undefined;
  /** Default: now. */
  readonly timestamp?: Date | undefined;
  /** Default: 1, the first delivery. */
  readonly attempts?: number | undefined;
}

/** Options of a queue's batch. */
export interface QueueBatchOptions {
  /** The queue's name. Default: `orders`. */
  readonly queue?: string | undefined;
}

/** A batch that tells how its messages were settled. */
export interface SimulatedBatch extends MessageBatch {
  ackAll(): void;
  retryAll(options?: { readonly delaySeconds?: number }): void;
  /** What the runtime would tell the queue. */
  result(outcome: string): QueueResult;
}

/**
 * Builds a batch of a queue, from texts, from bodies of any type, or from messages that a handler of any provider
 * received.
 *
 * @see https://developers.cloudflare.com/queues/configuration/javascript-apis/#messagebatch
 * @example
 * const batch = queue(["first", { body: { sku: "a-1" }, attempts: 2 }]);
 * await worker.queue(batch);
 * batch.result("ok").explicitAcks;
 * @trigger queues
 */
export function queue(
  messages: readonly (string | QueueWords | CloudEvent | Message)[],
  { queue: name = "orders" }: QueueBatchOptions = {},
): SimulatedBatch {
  return new RuntimeBatch(name, messages.map(queued));
}

function queued(words: string | QueueWords | CloudEvent | Message): QueuedMessage {
  const message = typeof words === "string" ? { body: words } : "specversion" in words ? over(words) : words;
  return {
    id: message.id ?? randomBytes(16).toString("hex"),
    timestamp: message.timestamp ?? new Date(),
    body: message.body,
    attempts: message.attempts ?? 1,
  };
}

function over(event: CloudEvent | Message): QueueWords {
  const { id, time, data: body } = event;
  return {
    id,
    body,
    timestamp: time === undefined ? undefined : new Date(time),
    attempts: "attempt" in event ? event.attempt : undefined,
  };
}
