import type { MessageBatch, QueueMessage } from "./native.js";

/** What the runtime is told of a message: acknowledge it, or deliver it again, after a number of seconds if given. */
export type Verdict = "ack" | { readonly delaySeconds?: number };

/**
 * Settles each message of a batch exactly once. The runtime acknowledges what nobody settles.
 * @see https://developers.cloudflare.com/queues/configuration/batching-retries/#explicit-acknowledgement-and-retries
 */
export class Settlement {
  /** Read once. Undefined if the event is no batch. */
  readonly messages: readonly QueueMessage[] | undefined;
  readonly #open: Set<QueueMessage>;
  /** Whether the messages have different ids. */
  readonly #distinct: boolean;

  constructor(batch: MessageBatch) {
    const { messages } = Object(batch);
    this.messages = Array.isArray(messages) ? messages : undefined;
    this.#open = new Set(this.messages);
    this.#distinct = new Set(this.messages?.map(({ id }) => id)).size === this.#open.size;
  }

  /**
   * Settles one message as soon as its outcome is known: it stays settled if the Worker is stopped later. The runtime
   * keeps outcomes by id, and the first one counts, so where ids repeat all of them are awaited.
   */
  one(message: QueueMessage, verdict: Verdict): void {
    if (this.#distinct) this.#tell(message, verdict);
  }

  /** Settles what is left. Of messages with one id, a failed one decides. */
  rest(verdictOf: (index: number) => Verdict): void {
    const left = (this.messages ?? []).flatMap((message, index) =>
      this.#open.has(message) ? [{ message, verdict: verdictOf(index) }] : [],
    );
    const failed = new Map(
      left.filter(({ verdict }) => verdict !== "ack").map(({ message, verdict }) => [message.id, verdict]),
    );
    for (const { message, verdict } of left) this.#tell(message, failed.get(message.id) ?? verdict);
  }

  /** Has everything delivered again that is left. */
  giveBack(): void {
    this.rest(() => ({}));
  }

  #tell(message: QueueMessage, verdict: Verdict): void {
    if (!this.#open.has(message)) return;
    if (verdict === "ack") message.ack();
    else message.retry(verdict);
    this.#open.delete(message);
  }
}
