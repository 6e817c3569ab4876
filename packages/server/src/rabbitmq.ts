/**
 * RabbitMQ, for `poll` of `@onefn/server/poll`.
 * @packageDocumentation
 */
import { type AnyRecordCodec, checkOptions, type OptionChecks } from "onefn/provider";
import { COUNT } from "./poll/check-options.js";
import type { AmqpConnection } from "./poll/rabbitmq/client.js";
import { rabbitmqCodec } from "./poll/rabbitmq/codec.js";
import { RabbitmqPoller } from "./poll/rabbitmq/poller.js";
import { Session } from "./poll/rabbitmq/session.js";
import type { PollSource } from "./poll/source.js";

export type { AmqpChannel, AmqpConnection, AmqpMessage } from "./poll/rabbitmq/client.js";
export type { PollSource } from "./poll/source.js";

/** A queue, and how it is consumed. */
export interface RabbitmqOptions {
  /** Connects with `amqplib`: `() => amqplib.connect(url)`. Called again when a connection has broken. */
  readonly connect: () => Promise<AmqpConnection>;
  /** The name of a queue that exists. */
  readonly queue: string;
  /**
   * How many messages RabbitMQ pushes that are not settled, at most. Those that have come while others were handled are
   * handled next, together; a function's `concurrency` counts in each of these batches. Default: 10.
   */
  readonly prefetch?: number | undefined;
  /**
   * Milliseconds for which a message that failed is held back before it is put into the queue again: RabbitMQ would push
   * it at once. It counts in `prefetch` meanwhile. `retry({ after })` goes before it. Default: 1,000.
   */
  readonly retryDelay?: number | undefined;
  /**
   * Whether the queue has a dead-letter exchange, so that `reject()` moves a message there at once. Without one, RabbitMQ
   * would delete it: a rejected message is then put back like one that failed. Default: false.
   */
  readonly deadLetters?: boolean | undefined;
}

const RABBITMQ_OPTIONS = {
  connect: [(value) => typeof value === "function", "a function: () => amqplib.connect(url)"],
  queue: [(value) => typeof value === "string" && value !== "", "the name of a queue"],
  prefetch: COUNT,
  retryDelay: [(value) => typeof value === "number" && value >= 0, "milliseconds, 0 or more"],
  deadLetters: [(value) => typeof value === "boolean", "true or false"],
} satisfies OptionChecks<RabbitmqOptions>;

/**
 * A queue of RabbitMQ.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION
 * @example
 * await poll(adapt({ orders }), rabbitmq({ connect: () => amqplib.connect(url), queue: "orders" }));
 */
export function rabbitmq(options: RabbitmqOptions): PollSource {
  checkOptions("[onefn/server] rabbitmq", options, RABBITMQ_OPTIONS);
  const { connect, queue, prefetch = 10, retryDelay = 1_000, deadLetters = false } = options;
  return {
    place: queue,
    codec: rabbitmqCodec as AnyRecordCodec,
    async start(polling) {
      const consuming = { connect, queue, prefetch, retryDelay, deadLetters, polling };
      return new RabbitmqPoller(consuming, await Session.open(consuming));
    },
  };
}
