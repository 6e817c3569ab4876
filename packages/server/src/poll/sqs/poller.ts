import type { Fetching, Polling } from "../source.js";
import type { ReceiveInput, SqsMessage } from "./client.js";
import { SqsBatch, type SqsFate } from "./codec.js";
import { Held, type Settling } from "./held.js";
import { sentAt } from "./message.js";
import { patiently } from "./patience.js";

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
  #cut: (() => void) | undefined;
  #wake: (() => void) | undefined;
  inHand = 0;
  age: number | undefined;

  constructor(receiving: Receiving) {
    this.#receiving = receiving;
    this.#running = this.#run();
  }

  async depth(): Promise<number | undefined> {
    const { client, queueUrl } = this.#receiving;
    const asked = { QueueUrl: queueUrl, AttributeNames: ["ApproximateNumberOfMessages" as const] };
    const { Attributes } = await patiently((options) => client.getQueueAttributes(asked, options)).answer;
    const depth = Attributes?.ApproximateNumberOfMessages;
    return depth === undefined ? undefined : Number(depth);
  }

  /** A call that waits is not cut at once: what its answer holds would stay hidden. */
  async stop(now: boolean): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    if (now) {
      this.#cut?.();
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
    const input: ReceiveInput = {
      QueueUrl: queueUrl,
      MaxNumberOfMessages,
      WaitTimeSeconds: waitTime,
      VisibilityTimeout: visibilityTimeout,
      // Without them, a message has no group, no count and no attributes.
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    };
    const { answer, cut } = patiently((options) => client.receiveMessage(input, options), waitTime * 1000);
    this.#cut = cut;
    const { Messages = [] } = await answer;
    return Messages;
  }

  #take(messages: readonly SqsMessage[]): void {
    let left = messages.length;
    const release = (count: number) => {
      left -= count;
      this.inHand -= count;
      this.#wake?.();
    };
    const held = new Held(this.#receiving, messages, release);
    this.inHand += left;
    const settled = this.#handle(messages, held).finally(() => {
      this.#batches.delete(held);
      release(left);
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
    const batch = new SqsBatch(this.#receiving.queueUrl, messages, held);
    await held.settle(messages, (await deliver(batch)) as readonly SqsFate[] | undefined);
  }
}
