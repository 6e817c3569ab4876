/**
 * The part of a connection of `amqplib` that a poller needs.
 * @see https://amqp-node.github.io/amqplib/channel_api.html
 */
export interface AmqpConnection {
  createChannel(): Promise<AmqpChannel>;
  close(): Promise<void>;
  on(event: "error" | "close", listener: (error?: unknown) => void): unknown;
}

/** The same of a channel. */
export interface AmqpChannel {
  prefetch(count: number): Promise<unknown>;
  checkQueue(queue: string): Promise<{ readonly messageCount: number }>;
  consume(
    queue: string,
    onMessage: (message: AmqpMessage | null) => void,
  ): Promise<{ readonly consumerTag: string }>;
  cancel(consumerTag: string): Promise<unknown>;
  ack(message: AmqpMessage, allUpTo?: boolean): void;
  nack(message: AmqpMessage, allUpTo: boolean, requeue: boolean): void;
  close(): Promise<void>;
  on(event: "error" | "close", listener: (error?: unknown) => void): unknown;
}

/** A message as `amqplib` gives it, as far as it is read. */
export interface AmqpMessage {
  readonly content: Uint8Array;
  readonly fields: {
    readonly deliveryTag: number;
    readonly redelivered: boolean;
    readonly exchange: string;
    readonly routingKey: string;
  };
  readonly properties: {
    readonly messageId?: string | undefined;
    readonly contentType?: string | undefined;
    readonly timestamp?: number | undefined;
    readonly headers?: Readonly<Record<string, unknown>> | undefined;
  };
}
