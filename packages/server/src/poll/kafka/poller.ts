import { LONGEST_TIMER } from "onefn/provider";
import type { Fetching, Polling } from "../source.js";
import type { KafkaAssignment, KafkaConsumer, KafkaMessage, KafkaPayload } from "./client.js";
import { KafkaBatch, type KafkaProgress } from "./codec.js";

/** Milliseconds between heartbeats while records are handled: kafkajs sends none by itself then. */
const HEARTBEAT = 3_000;

/**
 * Heartbeats in a row that fail before no more records are begun. A group that changes waits for its members, for a minute
 * by default: less than a batch may take.
 */
const MISSED = 3;

/** Milliseconds after which what is done is committed in the middle of a batch. */
const COMMIT = 5_000;

/** How topics are consumed. */
export interface Consuming {
  readonly consumer: KafkaConsumer;
  readonly topics: readonly string[];
  readonly fromBeginning: boolean;
  readonly batchSize: number;
  readonly partitions: number;
  readonly retryDelay: number;
  readonly polling: Polling;
}

/** Consumes topics as a member of a group. */
export class KafkaPoller implements Fetching {
  readonly #consuming: Consuming;
  /** How many records wait in each partition. */
  readonly #behind = new Map<string, number>();
  readonly #paused = new Set<unknown>();
  readonly #handling = new Set<Promise<void>>();
  #stopping = false;
  inHand = 0;
  age: number | undefined;

  constructor(consuming: Consuming) {
    this.#consuming = consuming;
    const { consumer, polling } = consuming;
    consumer.on("consumer.fetch", () => polling.connection.works());
    consumer.on("consumer.group_join", ({ payload }) => this.#keep(payload.memberAssignment));
    consumer.on("consumer.crash", ({ payload: { error, restart } }) => {
      const ready = polling.connection.fails(error);
      // kafkajs begins again by itself, except after errors of which it knows no better.
      if (!restart) void ready.then(() => this.#again());
    });
  }

  async begin(): Promise<void> {
    const { consumer, topics, fromBeginning, partitions } = this.#consuming;
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning });
    await this.#run(partitions);
  }

  async depth(): Promise<number | undefined> {
    const behind = [...this.#behind.values()];
    return behind.length > 0 ? behind.reduce((sum, each) => sum + each, 0) : undefined;
  }

  async stop(now: boolean): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#paused) this.#consuming.polling.timers.clearTimeout(timer as never);
    // A consumer that stops commits nothing more, and does not say so: what is handled has to be done before.
    if (!now) await Promise.all(this.#handling);
    await this.#consuming.consumer.disconnect();
  }

  #run(partitionsConsumedConcurrently: number): Promise<void> {
    return this.#consuming.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently,
      eachBatch: (payload) => {
        const taken = this.#take(payload).finally(() => this.#handling.delete(taken));
        this.#handling.add(taken);
        return taken;
      },
    });
  }

  async #again(): Promise<void> {
    const { consumer, partitions, polling } = this.#consuming;
    for (let running = false; !running && !this.#stopping; ) {
      try {
        await consumer.stop();
        await consumer.connect();
        if (!this.#stopping) await this.#run(partitions);
        running = true;
      } catch (error) {
        await polling.connection.fails(error);
      }
    }
    // It may have connected after it was told to stop, and would keep its partitions from the other members.
    if (this.#stopping) await consumer.disconnect().catch(() => {});
  }

  async #take(payload: KafkaPayload): Promise<void> {
    const { batch, resolveOffset, isRunning, isStale, pause } = payload;
    const { messages, topic, partition } = batch;
    const { batchSize, retryDelay, polling } = this.#consuming;
    const { timers } = polling;
    let next: string | undefined;
    let reached = messages[0]?.offset;
    let committed = timers.Date.now();
    for (let from = 0; from < messages.length; from += batchSize) {
      if (!isRunning() || isStale() || this.#stopping) break;
      const some = messages.slice(from, from + batchSize);
      const { done, after } = await this.#handle(some, payload);
      const last = some[done - 1];
      if (last) {
        reached = next = nextOf(last.offset);
        resolveOffset(last.offset);
      }
      if (done < some.length) {
        const resume = pause();
        const timer = timers.setTimeout(
          () => {
            this.#paused.delete(timer);
            resume();
          },
          Math.min(after === undefined ? retryDelay : after * 1000, LONGEST_TIMER),
        );
        this.#paused.add(timer);
        break;
      }
      if (from + batchSize >= messages.length) {
        reached = next = nextOf(batch.lastOffset());
        resolveOffset(batch.lastOffset());
      } else if (timers.Date.now() - committed > COMMIT) {
        await this.#commit(payload, next);
        committed = timers.Date.now();
        next = undefined;
      }
    }
    await this.#commit(payload, next);
    if (reached !== undefined)
      this.#behind.set(`${topic}-${partition}`, Number(BigInt(batch.highWatermark) - BigInt(reached)));
  }

  /** What waits in a partition that another member has now is no longer known here. */
  #keep(assignment: KafkaAssignment): void {
    const own = new Set<string>();
    for (const [topic, partitions] of Object.entries(assignment))
      for (const partition of partitions) own.add(`${topic}-${partition}`);
    for (const name of this.#behind.keys()) if (!own.has(name)) this.#behind.delete(name);
  }

  async #handle(
    messages: readonly KafkaMessage[],
    { batch, heartbeat }: KafkaPayload,
  ): Promise<KafkaProgress> {
    const { timers, deliver } = this.#consuming.polling;
    const sent = Number(messages[0]?.timestamp);
    this.age = sent > 0 ? Math.max(0, timers.Date.now() - sent) : undefined;
    this.inHand += messages.length;
    let missed = 0;
    // A member that is silent is taken for dead. One that fails is put right with the next fetch.
    const beat = () => {
      heartbeat().then(
        () => {
          missed = 0;
        },
        () => missed++,
      );
      timer = timers.setTimeout(beat, HEARTBEAT);
    };
    let timer = timers.setTimeout(beat, HEARTBEAT);
    try {
      const records = new KafkaBatch(batch, messages, () => missed < MISSED);
      const progress = (await deliver(records)) as KafkaProgress | undefined;
      return progress ?? { done: 0, after: undefined };
    } finally {
      timers.clearTimeout(timer as never);
      this.inHand -= messages.length;
    }
  }

  /** @param next the first offset that is not done; undefined: nothing new is. */
  async #commit({ batch: { topic, partition } }: KafkaPayload, next: string | undefined): Promise<void> {
    if (next === undefined) return;
    const { consumer, polling } = this.#consuming;
    try {
      await consumer.commitOffsets([{ topic, partition, offset: next }]);
    } catch (error) {
      const message = `[onefn/server] poll: Kafka did not keep how far ${topic}-${partition} has come, and delivers from before that.`;
      polling.log("warn", message, { code: "ONEFN_NOT_SETTLED", error });
    }
  }
}

/** Kafka is told the first offset that is not done. */
function nextOf(offset: string): string {
  return `${BigInt(offset) + 1n}`;
}
