import { LONGEST_TIMER } from "onefn/provider";
import type { Polling } from "../source.js";
import type { AmqpChannel, AmqpConnection, AmqpMessage } from "./client.js";
import { AmqpBatch, type AmqpFate } from "./codec.js";
import { sentAt } from "./message.js";

/** How a queue is consumed. */
export interface Consuming {
  readonly connect: () => Promise<AmqpConnection>;
  readonly queue: string;
  readonly prefetch: number;
  readonly retryDelay: number;
  readonly deadLetters: boolean;
  readonly polling: Polling;
}

/** The longest that a message is held back, in seconds: half of the time that RabbitMQ gives a consumer by default. */
const LONGEST = 15 * 60;

/** One connection: what RabbitMQ has pushed over it can be settled over it alone. */
export class Session {
  readonly #consuming: Consuming;
  readonly #connection: AmqpConnection;
  readonly #channel: AmqpChannel;
  #consumerTag = "";
  #waiting: AmqpMessage[] = [];
  /** Messages that are not settled, each with the timer that puts it back. */
  readonly #open = new Map<AmqpMessage, unknown>();
  /** Those of them that are done, and that RabbitMQ is told about next. */
  readonly #done = new Set<AmqpMessage>();
  #handling: Promise<void> | undefined;
  #stopping = false;
  #over = false;
  #tellEnd: (cause: unknown) => void = () => {};
  age: number | undefined;
  /** Resolves when the connection has broken, to the cause. */
  readonly ended: Promise<unknown>;

  private constructor(consuming: Consuming, connection: AmqpConnection, channel: AmqpChannel) {
    this.#consuming = consuming;
    this.#connection = connection;
    this.#channel = channel;
    this.ended = new Promise((resolve) => {
      this.#tellEnd = resolve;
    });
    let cause: unknown;
    for (const each of [connection, channel]) {
      // "close" follows it.
      each.on("error", (error) => {
        cause = error;
      });
      each.on("close", (error) => this.#end(cause ?? error));
    }
  }

  /** Connects, and begins to consume. */
  static async open(consuming: Consuming): Promise<Session> {
    const { connect, queue, prefetch } = consuming;
    const connection = await connect();
    // An "error" that nobody listens to ends the process, and a connection can break while its channel is made.
    connection.on("error", () => {});
    try {
      // A queue that is not there closes its channel, and leaves the connection.
      const channel = await connection.createChannel();
      const session = new Session(consuming, connection, channel);
      await channel.checkQueue(queue);
      await channel.prefetch(prefetch);
      const { consumerTag } = await channel.consume(queue, (message) => session.#take(message));
      session.#consumerTag = consumerTag;
      return session;
    } catch (error) {
      await connection.close().catch(() => {});
      throw error;
    }
  }

  get inHand(): number {
    return this.#open.size;
  }

  async depth(): Promise<number> {
    return (await this.#channel.checkQueue(this.#consuming.queue)).messageCount;
  }

  /** Handles what is being handled, gives everything else back, and disconnects. */
  async stop(now: boolean): Promise<void> {
    this.#stopping = true;
    if (!now && !this.#over) {
      await this.#channel.cancel(this.#consumerTag).catch(() => {});
      this.#waiting = [];
      await this.#handling;
    }
    if (!this.#over) this.#tellOrEnd(() => this.#acknowledge());
    if (this.#over) return;
    this.#letGo();
    await this.#channel.close().catch(() => {});
    await this.#connection.close().catch(() => {});
  }

  #end(cause: unknown): void {
    if (!this.#over) {
      this.#letGo();
      void this.#connection.close().catch(() => {});
    }
    this.#tellEnd(cause);
  }

  /** RabbitMQ puts what is not settled back into the queue when a connection ends. */
  #letGo(): void {
    this.#over = true;
    this.#waiting = [];
    for (const timer of this.#open.values()) this.#consuming.polling.timers.clearTimeout(timer as never);
    this.#open.clear();
    this.#done.clear();
  }

  #take(message: AmqpMessage | null): void {
    if (!message) this.#end(new Error("RabbitMQ has cancelled the consumer."));
    if (!message || this.#stopping || this.#over) return;
    this.#open.set(message, undefined);
    this.#waiting.push(message);
    this.#handling ??= this.#handleAll();
  }

  /** One batch after the other: what has come while one was handled is the next. */
  async #handleAll(): Promise<void> {
    // Messages that came in one piece are one batch: amqplib reads all of it before any microtask.
    await undefined;
    while (this.#waiting.length > 0) {
      const messages = this.#waiting;
      this.#waiting = [];
      await this.#handle(messages);
    }
    this.#handling = undefined;
  }

  async #handle(messages: readonly AmqpMessage[]): Promise<void> {
    const { timers, deliver } = this.#consuming.polling;
    const oldest = Math.min(...messages.map((each) => sentAt(each)?.getTime() ?? Number.POSITIVE_INFINITY));
    this.age = oldest === Number.POSITIVE_INFINITY ? undefined : Math.max(0, timers.Date.now() - oldest);
    const told = new Set<AmqpMessage>();
    const tell = (message: AmqpMessage, fate: AmqpFate) => {
      if (told.has(message)) return;
      told.add(message);
      this.#settle(message, fate);
    };
    const batch = new AmqpBatch(this.#consuming, messages, { tell, holds: (each) => this.#open.has(each) });
    const fates = (await deliver(batch)) as readonly AmqpFate[] | undefined;
    for (const [index, message] of messages.entries())
      tell(message, fates?.[index] ?? { requeue: undefined });
  }

  #settle(message: AmqpMessage, fate: AmqpFate): void {
    if (this.#over || !this.#open.has(message)) return;
    if (fate === "ack") {
      // What else is done in this turn of the event loop is told with it.
      if (this.#done.size === 0) process.nextTick(() => this.#tellOrEnd(() => this.#acknowledge()));
      this.#done.add(message);
      return;
    }
    if (fate === "reject") {
      this.#refuse(message, false);
      return;
    }
    // RabbitMQ would push it again at once, and knows no delay: it is held back here meanwhile.
    const { retryDelay, polling } = this.#consuming;
    const ms =
      fate.requeue === undefined
        ? Math.min(retryDelay, LONGEST_TIMER)
        : Math.min(fate.requeue, LONGEST) * 1000;
    this.#open.set(
      message,
      polling.timers.setTimeout(() => this.#refuse(message, true), ms),
    );
  }

  /** @param requeue whether it is put back into the queue; otherwise it goes to the dead letters. */
  #refuse(message: AmqpMessage, requeue: boolean): void {
    if (this.#open.delete(message)) this.#tellOrEnd(() => this.#channel.nack(message, false, requeue));
  }

  /** A channel that is about to close throws, which nobody else would catch: it is replaced, and its messages come again. */
  #tellOrEnd(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#end(error);
    }
  }

  /**
   * Messages arrive in the order of their tags, so those before the first one that is not done share one
   * acknowledgement: each one is a write to the socket.
   * @see https://www.rabbitmq.com/docs/confirms#consumer-acks-multiple-parameter
   */
  #acknowledge(): void {
    let last: AmqpMessage | undefined;
    for (const message of this.#open.keys()) {
      if (!this.#done.delete(message)) break;
      this.#open.delete(message);
      last = message;
    }
    if (last) this.#channel.ack(last, true);
    for (const message of this.#done) {
      this.#open.delete(message);
      this.#channel.ack(message);
    }
    this.#done.clear();
  }
}
