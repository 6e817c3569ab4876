import type { Settled } from "onefn/provider";
import type { Polling } from "../source.js";
import type { SqsClient, SqsFailure, SqsMessage } from "./client.js";
import type { SqsFate } from "./codec.js";
import { patiently } from "./patience.js";

/** Milliseconds for which the deletion of a message waits for others of its batch: a call takes ten. */
const GATHERING = 100;

/** Milliseconds before each further attempt to delete what SQS did not delete. */
const AGAIN = [100, 400, 1_600];

/** What a poller needs to settle messages of one queue. */
export interface Settling {
  readonly client: SqsClient;
  readonly queueUrl: string;
  /** Seconds for which SQS hides a message, unless it is told again. */
  readonly visibilityTimeout: number;
  readonly polling: Polling;
}

/** The messages of one batch in hand: hidden from others while they are handled, and deleted once they are done. */
export class Held {
  readonly #settling: Settling;
  /** The messages that have to stay hidden. */
  readonly #open: Set<SqsMessage>;
  #done: SqsMessage[] = [];
  #beat: unknown;
  #beating: Promise<void> | undefined;
  #gathering: unknown;
  #deleting: Promise<void> = Promise.resolve();
  #given = false;
  /** When SQS no longer hides them, unless it is told again. */
  #until: number;
  readonly #release: (count: number) => void;

  /** @param release hears how many messages are no longer in hand, ahead of their batch. */
  constructor(settling: Settling, messages: readonly SqsMessage[], release: (count: number) => void) {
    this.#settling = settling;
    this.#open = new Set(messages);
    this.#release = release;
    this.#until = this.#hiddenFromNow;
    this.#beatLater();
  }

  /** Whether nobody else can have a message that is still to be handled. */
  hides(message: SqsMessage): boolean {
    return this.#open.has(message) && this.#timers.Date.now() < this.#until;
  }

  /** Hears of an outcome ahead of its batch. A message that is to wait stays hidden until its batch is done. */
  tell(message: SqsMessage, { type }: Settled): void {
    if (type !== "ack" || this.#given) return;
    this.#open.delete(message);
    this.#done.push(message);
    this.#gathering ??= this.#timers.setTimeout(() => this.#delete(), GATHERING);
  }

  /** Settles the whole batch. @param fates undefined: it failed as a whole, and comes again. */
  async settle(messages: readonly SqsMessage[], fates: readonly SqsFate[] | undefined): Promise<void> {
    if (this.#given) return;
    const hidden = messages.flatMap((message, index) => {
      const fate = fates?.[index] ?? "leave";
      if (fate === "delete" && this.#open.has(message)) this.#done.push(message);
      return typeof fate === "object" ? [[message, fate.hide] as const] : [];
    });
    await this.#stopBeating();
    await Promise.all([this.#delete(), this.#hide(hidden)]);
  }

  /** Lets others have at once what is not done. */
  async giveBack(): Promise<void> {
    const open = [...this.#open];
    this.#given = true;
    await this.#stopBeating();
    await Promise.all([this.#delete(), this.#hide(open.map((message) => [message, 0]))]);
  }

  get #timers() {
    return this.#settling.polling.timers;
  }

  get #hiddenFromNow(): number {
    return this.#timers.Date.now() + this.#settling.visibilityTimeout * 1000;
  }

  /** A third of the time: two heartbeats may get lost. */
  #beatLater(): void {
    const { visibilityTimeout } = this.#settling;
    this.#beat = this.#timers.setTimeout(
      () => {
        this.#beating = this.#stayHidden().finally(() => {
          this.#beating = undefined;
          if (this.#open.size > 0) this.#beatLater();
        });
      },
      (visibilityTimeout * 1000) / 3,
    );
  }

  async #stayHidden(): Promise<void> {
    const { visibilityTimeout, polling } = this.#settling;
    const open = [...this.#open];
    if (open.length === 0) return;
    const until = this.#hiddenFromNow;
    const refused = await this.#hide(open.map((message) => [message, visibilityTimeout]));
    if (!refused) return;
    this.#until = until;
    for (const { SenderFault, message } of refused) {
      // Whoever has it now: there is no way to keep it.
      if (!SenderFault || !this.#open.delete(message)) continue;
      polling.log(
        "warn",
        `[onefn/server] poll: SQS no longer hides message ${message.MessageId} and delivers it again, though it is ` +
          "still in hand. It was held for 12 hours, or the poller did not get to run for too long.",
        { code: "ONEFN_NOT_SETTLED" },
      );
    }
  }

  /** Resolves when no heartbeat is under way, which would undo what follows it. */
  #stopBeating(): Promise<void> | undefined {
    this.#open.clear();
    this.#timers.clearTimeout(this.#beat as never);
    return this.#beating;
  }

  /**
   * @returns what SQS did not hide; undefined: nothing, as far as is known. It comes again after the queue's own time, so
   * that nothing is lost.
   */
  async #hide(
    hidden: readonly (readonly [message: SqsMessage, seconds: number])[],
  ): Promise<readonly (SqsFailure & { readonly message: SqsMessage })[] | undefined> {
    if (hidden.length === 0) return [];
    const { client, queueUrl, polling } = this.#settling;
    const Entries = hidden.map(([message, VisibilityTimeout], index) => ({
      ...entryOf(message, index),
      VisibilityTimeout,
    }));
    try {
      const input = { QueueUrl: queueUrl, Entries };
      const { Failed = [] } = await patiently((options) =>
        client.changeMessageVisibilityBatch(input, options),
      ).answer;
      return Failed.map((each) => ({ ...each, message: hidden[Number(each.Id)]?.[0] as SqsMessage }));
    } catch (error) {
      const message = "[onefn/server] poll: SQS did not change for how long messages are hidden.";
      polling.log("warn", message, { code: "ONEFN_NOT_SETTLED", error });
      return undefined;
    }
  }

  /** Deletes what is done, after what was sent before: no heartbeat may arrive behind a deletion. */
  #delete(): Promise<void> {
    this.#timers.clearTimeout(this.#gathering as never);
    this.#gathering = undefined;
    const done = this.#done;
    this.#done = [];
    if (done.length > 0)
      this.#deleting = Promise.all([this.#deleting, this.#beating])
        .then(() => this.#deleteAll(done))
        .then(() => this.#release(done.length));
    return this.#deleting;
  }

  async #deleteAll(done: readonly SqsMessage[]): Promise<void> {
    const { client, queueUrl, polling } = this.#settling;
    let left = done;
    let cause: unknown;
    for (const ms of [0, ...AGAIN]) {
      if (ms > 0) await new Promise<void>((resolve) => this.#timers.setTimeout(resolve, ms));
      try {
        const input = { QueueUrl: queueUrl, Entries: left.map(entryOf) };
        const { Failed = [] } = await patiently((options) => client.deleteMessageBatch(input, options))
          .answer;
        cause = Failed[0];
        left = Failed.map(({ Id }) => left[Number(Id)] as SqsMessage);
      } catch (error) {
        cause = error;
      }
      if (left.length === 0) return;
    }
    const ids = left.map(({ MessageId }) => MessageId);
    const message = `[onefn/server] poll: SQS did not delete ${left.length} messages that are done. They come again.`;
    polling.log("error", message, { code: "ONEFN_NOT_SETTLED", ids, error: cause });
  }
}

function entryOf({ ReceiptHandle = "" }: SqsMessage, index: number) {
  return { Id: `${index}`, ReceiptHandle };
}
