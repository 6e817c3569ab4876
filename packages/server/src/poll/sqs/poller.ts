import type { Fetching, Polling } from "../source.js";
import type { SqsMessage } from "./client.js";
import { SqsBatch, type SqsFate } from "./codec.js";
import { Held, type Settling } from "./held.js";
import { sentAt } from "./message.js";

/** The most messages that SQS answers at once. */
const BATCH = 10;

/** How a queue is fetched from. */
export interface Receiving extends Settling {
  readonly prefetch: number;
  /** Seconds. */
  readonly waitTime: number;
}

/** Fetches from one queue, batch after batch. */
export class SqsPoller implements Fetching {
  readonly #receiving: Receiving;
  readonly #batches = new Map<Held, Promise<void>>();
  readonly #running: Promise<void>;
  #stopping = false;
  #cut: AbortController | undefined;
  #wake: (() => void) | undefined;
  inHand = 0;
  age: number | undefined;

  constructor(receiving: Receiving) {
    this.#receiving = receiving;
    this.#running = this.#run();
  }

  async depth(): Promise<number | undefined> {
    const { client, queueUrl } = this.#receiving;
    const { Attributes } = await client.getQueueAttributes({
      QueueUrl: queueUrl,
      AttributeNames: ["ApproximateNumberOfMessages"],
    });
    const depth = Attributes?.ApproximateNumberOfMessages;
    return depth === undefined ? undefined : Number(depth);
  }

  /** A call that waits is not cut at once: what its answer holds would stay hidden. */
  async stop(now: boolean): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    if (now) {
      this.#cut?.abort();
      await Promise.all([...this.#batches.keys()].map((held) => held.giveBack()));
      return;
    }
    await this.#running;
    await Promise.all(this.#batches.values());
  }

  async #run(): Promise<void> {
    const { connection } = this.#polling;
    while (!this.#stopping) {
      const room = this.#receiving.prefetch - this.inHand;
      if (room <= 0) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      try {
        const messages = await this.#receive(Math.min(room, BATCH));
        connection.works();
        if (messages.length > 0) this.#take(messages);
      } catch (error) {
        if (!this.#stopping) await connection.fails(error);
      }
    }
  }

  get #polling(): Polling {
    return this.#receiving.polling;
  }

  async #receive(MaxNumberOfMessages: number): Promise<readonly SqsMessage[]> {
    const { client, queueUrl, visibilityTimeout, waitTime } = this.#receiving;
    // One for each call: whoever listens to a signal that lives on may be kept for ever.
    this.#cut = new AbortController();
    const { Messages = [] } = await client.receiveMessage(
      {
        QueueUrl: queueUrl,
        MaxNumberOfMessages,
        WaitTimeSeconds: waitTime,
        VisibilityTimeout: visibilityTimeout,
        // Without them, a message has no group, no count and no attributes.
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      },
      { abortSignal: this.#cut.signal },
    );
    return Messages;
  }

  #take(messages: readonly SqsMessage[]): void {
    const held = new Held(this.#receiving, messages);
    this.inHand += messages.length;
    const settled = this.#handle(messages, held).finally(() => {
      this.inHand -= messages.length;
      this.#batches.delete(held);
      this.#wake?.();
    });
    this.#batches.set(held, settled);
  }

  async #handle(messages: readonly SqsMessage[], held: Held): Promise<void> {
    // They came while the poller was already stopping.
    if (this.#stopping) return held.giveBack();
    const { timers, deliver } = this.#polling;
    const sent = messages.map((each) => sentAt(each)?.getTime() ?? Number.POSITIVE_INFINITY);
    const oldest = Math.min(...sent);
    this.age = oldest === Number.POSITIVE_INFINITY ? undefined : Math.max(0, timers.Date.now() - oldest);
    const batch = new SqsBatch(this.#receiving.queueUrl, messages, (message, settled) =>
      held.tell(message, settled),
    );
    await held.settle(messages, (await deliver(batch)) as readonly SqsFate[] | undefined);
  }
}
