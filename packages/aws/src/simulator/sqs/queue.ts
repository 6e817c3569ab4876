import { Buffer } from "node:buffer";
import type { Clock, OutgoingMessage } from "onefn/simulator";
import { arn } from "../account.js";
import { sqsRecord } from "./record.js";
import { type StoredMessage, storeMessage } from "./stored-message.js";

/** How a queue behaves. */
export interface QueueOptions {
  readonly clock: Clock;
  /** Milliseconds for which a delivered message is hidden. */
  readonly visibilityTimeout: number;
  /** Deliveries before a message moves to the dead-letter queue. */
  readonly maxReceiveCount: number;
  /** Where dead messages go. */
  readonly deadLetters?: Queue;
}

/** A message that was delivered. */
export interface Received {
  readonly id: string;
  readonly sent: OutgoingMessage;
  readonly receiveCount: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** FIFO queues forget a deduplication id after five minutes. */
const DEDUPLICATION_INTERVAL = 5 * 60_000;

/**
 * An SQS queue, standard or FIFO. Standard queues deliver in order here, which SQS does not promise.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  readonly #options: QueueOptions;
  readonly #messages = new Map<string, StoredMessage>();
  readonly #sent = new Map<string, { readonly id: string; readonly at: number }>();
  #sequence = 0;

  /** @param name that of a FIFO queue ends in `.fifo`. */
  constructor(name: string, options: QueueOptions) {
    this.name = name;
    this.arn = arn("sqs", name);
    this.fifo = name.endsWith(".fifo");
    this.#options = options;
  }

  /** Messages that are neither deleted nor dead, hidden ones too. */
  get size(): number {
    return this.#messages.size;
  }

  /** When the next hidden message can be seen again; undefined when none is hidden. */
  nextVisibleAt(): number | undefined {
    const now = this.#options.clock.now();
    const times = [...this.#messages.values()].map(({ visibleAt }) => visibleAt).filter((at) => at > now);
    return times.length > 0 ? times.reduce((least, at) => Math.min(least, at)) : undefined;
  }

  /** Takes a message and gives its id; for one that a FIFO queue has seen, the id of the first. */
  send(message: OutgoingMessage, place: string): string {
    const now = this.#options.clock.now();
    this.#sequence += 1;
    const stored = storeMessage(place, message, { sentAt: now, sequence: this.#sequence, fifo: this.fifo });
    const earlier = this.#sent.get(stored.deduplicationId);
    if (this.fifo && earlier && now - earlier.at < DEDUPLICATION_INTERVAL) return earlier.id;
    this.#sent.set(stored.deduplicationId, { id: stored.id, at: now });
    this.#messages.set(stored.id, stored);
    return stored.id;
  }

  /** Delivers what is visible: at most `max` messages whose records have at most `bytes` bytes of JSON. */
  receive(max: number, bytes: number): readonly Received[] {
    const now = this.#options.clock.now();
    const hidden = this.#hiddenGroups(now);
    const received: Received[] = [];
    let room = bytes;
    for (const message of this.#messages.values()) {
      if (received.length === max) break;
      if (message.visibleAt > now || (this.fifo && hidden.has(message.group))) continue;
      if (message.receiveCount >= this.#options.maxReceiveCount) {
        this.#bury(message);
        continue;
      }
      message.receiveCount += 1;
      message.firstReceivedAt ??= now;
      const record = sqsRecord(message, this.arn);
      room -= Buffer.byteLength(JSON.stringify(record)) + 1;
      if (room < 0) {
        message.receiveCount -= 1;
        break;
      }
      message.visibleAt = now + this.#options.visibilityTimeout;
      const { id, sent, receiveCount } = message;
      received.push({ id, sent, receiveCount, record });
    }
    return received;
  }

  /** A group waits while one of its messages is in flight, so that none overtakes it. */
  #hiddenGroups(now: number): ReadonlySet<string | undefined> {
    if (!this.fifo) return new Set();
    const hidden = [...this.#messages.values()].filter(({ visibleAt }) => visibleAt > now);
    return new Set(hidden.map(({ group }) => group));
  }

  delete(id: string): void {
    this.#messages.delete(id);
  }

  #bury(message: StoredMessage): void {
    this.#messages.delete(message.id);
    this.#options.deadLetters?.adopt({ ...message, deadLetterSource: this.arn, receiveCount: 0 });
  }

  /** Takes over a dead message, with its id and the time when it was sent. */
  adopt(message: StoredMessage): void {
    this.#messages.set(message.id, message);
  }
}
