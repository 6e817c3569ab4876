import type { Timers } from "onefn/provider";
import type { AmqpChannel, AmqpConnection, AmqpMessage } from "../../poll/rabbitmq/client.js";
import { PassingTime } from "../poll/passing-time.js";

/** What RabbitMQ heard of a message, by its delivery tag, or why it refused that. */
export type AmqpCall =
  | { readonly ack: number }
  | { readonly reject: number }
  | { readonly requeue: number; readonly after: number }
  | { readonly refused: string };

/** One queue of a broker, as one consumer sees it. */
export class SimulatedAmqp implements AmqpConnection, AmqpChannel {
  calls: AmqpCall[] = [];
  readonly #open = new Set<number>();
  #push: (message: AmqpMessage | null) => void = () => {};
  readonly #time = new PassingTime();
  readonly timers: Timers = this.#time.timers;

  give(messages: readonly AmqpMessage[]): readonly AmqpCall[] {
    this.calls = [];
    for (const message of messages) {
      this.#open.add(message.fields.deliveryTag);
      this.#push(message);
    }
    return this.calls;
  }

  async createChannel(): Promise<AmqpChannel> {
    return this;
  }
  async close(): Promise<void> {}
  on(): void {}
  async prefetch(): Promise<void> {}
  async cancel(): Promise<void> {}
  async checkQueue() {
    return { messageCount: 0 };
  }
  async consume(_: string, onMessage: (message: AmqpMessage | null) => void) {
    this.#push = onMessage;
    return { consumerTag: "simulated" };
  }
  /** @see https://www.rabbitmq.com/docs/confirms#consumer-acks-multiple-parameter */
  ack({ fields: { deliveryTag } }: AmqpMessage, allUpTo = false): void {
    if (allUpTo) for (const ack of this.#open) if (ack < deliveryTag) this.#hear(ack, { ack });
    this.#hear(deliveryTag, { ack: deliveryTag });
  }
  nack({ fields: { deliveryTag } }: AmqpMessage, allUpTo: boolean, requeue: boolean): void {
    const after = this.#time.passing;
    if (allUpTo) this.calls.push({ refused: "all up to a message" });
    this.#hear(deliveryTag, requeue ? { requeue: deliveryTag, after } : { reject: deliveryTag });
  }

  /** @see https://www.rabbitmq.com/docs/confirms#consumer-acks-double-acking */
  #hear(tag: number, call: AmqpCall): void {
    this.calls.push(this.#open.delete(tag) ? call : { refused: `unknown delivery tag ${tag}` });
  }
}
