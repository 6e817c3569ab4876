import type { MessageBatch, QueueMessage } from "../../native.js";

/** A message that a queue delivers. */
export interface QueuedMessage {
  readonly id: string;
  readonly timestamp: Date;
  readonly body: unknown;
  readonly attempts: number;
}

/** What the runtime tells the queue when a batch is over. */
export interface QueueResult {
  /** As in Cloudflare's dashboard and Tail Workers: `ok`, `exception`, `canceled`. */
  readonly outcome: string;
  readonly ackAll: boolean;
  readonly retryBatch: { readonly retry: boolean; readonly delaySeconds?: number };
  readonly explicitAcks: readonly string[];
  readonly retryMessages: readonly { readonly msgId: string; readonly delaySeconds?: number }[];
  /** What this process alone adds: the calls that the runtime ignores, except for a warning. Absent: none. */
  readonly ignored?: readonly string[];
}

interface RetryOptions {
  readonly delaySeconds?: number;
}

/** A batch as the Workers runtime passes it: it keeps the first outcome of each id, and checks no delay. */
export class RuntimeBatch implements MessageBatch {
  readonly queue: string;
  readonly #messages: readonly QueueMessage[];
  readonly #acks: string[] = [];
  readonly #retries = new Map<string, RetryOptions>();
  readonly #ignored: string[] = [];
  #all: "ack" | RetryOptions | undefined;

  constructor(queue: string, messages: readonly QueuedMessage[]) {
    this.queue = queue;
    this.#messages = messages.map(
      (each) =>
        new RuntimeMessage(
          each,
          () => this.#settle(`ack of ${each.id}`, each.id) && this.#acks.push(each.id),
          (options) => this.#settle(`retry of ${each.id}`, each.id) && this.#retries.set(each.id, options),
        ),
    );
  }

  /** A new array at every read, as in the runtime. */
  get messages(): readonly QueueMessage[] {
    return [...this.#messages];
  }

  ackAll(): void {
    if (this.#settle("ackAll")) this.#all = "ack";
  }

  retryAll(options: RetryOptions = {}): void {
    if (this.#settle("retryAll")) this.#all = { ...options };
  }

  /** What the queue is told, given how the handler ended. */
  result(outcome: string): QueueResult {
    return {
      outcome,
      ackAll: this.#all === "ack",
      retryBatch: typeof this.#all === "object" ? { retry: true, ...this.#all } : { retry: false },
      explicitAcks: [...this.#acks],
      retryMessages: [...this.#retries].map(([msgId, options]) => ({ msgId, ...options })),
      ...(this.#ignored.length > 0 && { ignored: [...this.#ignored] }),
    };
  }

  /** Whether a call counts. */
  #settle(call: string, id?: string): boolean {
    const late = this.#all !== undefined || (id !== undefined && this.#isSettled(id));
    if (late) this.#ignored.push(call);
    return !late;
  }

  #isSettled(id: string): boolean {
    return this.#acks.includes(id) || this.#retries.has(id);
  }
}

/** As in the Workers runtime, a detached method is an illegal invocation. */
class RuntimeMessage implements QueueMessage {
  readonly #message: QueuedMessage;
  readonly #ack: () => void;
  readonly #retry: (options: RetryOptions) => void;

  constructor(message: QueuedMessage, ack: () => void, retry: (options: RetryOptions) => void) {
    this.#message = message;
    this.#ack = ack;
    this.#retry = retry;
  }

  get id(): string {
    return this.#message.id;
  }
  get timestamp(): Date {
    return this.#message.timestamp;
  }
  get body(): unknown {
    return this.#message.body;
  }
  get attempts(): number {
    return this.#message.attempts;
  }
  ack(): void {
    this.#ack();
  }
  retry(options: RetryOptions = {}): void {
    this.#retry({ ...options });
  }
}
