import type { Timers } from "onefn/provider";
import type { KafkaConsumer, KafkaMessage, KafkaPayload } from "../../poll/kafka/client.js";
import { PassingTime } from "../poll/passing-time.js";

/** What Kafka heard of a partition: the first offset that is not done, or for how many milliseconds it is left alone. */
export type KafkaCall = { readonly commit: string } | { readonly pause: number };

type EachBatch = (payload: KafkaPayload) => Promise<void>;

/** A consumer of one topic with one partition. */
export class SimulatedConsumer implements KafkaConsumer {
  calls: KafkaCall[] = [];
  #eachBatch: EachBatch = async () => {};
  readonly #time = new PassingTime();
  readonly timers: Timers = this.#time.timers;

  /** Hands records out, and resolves when the partition is resumed, or the batch is over. */
  async give(topic: string, messages: readonly KafkaMessage[]): Promise<readonly KafkaCall[]> {
    this.calls = [];
    const { calls } = this;
    let resumed: Promise<void> | undefined;
    const last = messages.at(-1)?.offset ?? "0";
    await this.#eachBatch({
      batch: {
        topic,
        partition: 0,
        highWatermark: `${BigInt(last) + 1n}`,
        messages,
        lastOffset: () => last,
      },
      resolveOffset() {},
      async heartbeat() {},
      pause: () => {
        let resume = () => {};
        resumed = new Promise<void>((resolve) => {
          resume = resolve;
        });
        return () => {
          calls.push({ pause: this.#time.passing });
          resume();
        };
      },
      isRunning: () => true,
      isStale: () => false,
    });
    await resumed;
    return calls;
  }

  async run({ eachBatch }: { eachBatch: EachBatch }): Promise<void> {
    this.#eachBatch = eachBatch;
  }
  async commitOffsets([offset]: { offset: string }[]): Promise<void> {
    this.calls.push({ commit: `${offset?.offset}` });
  }
  async connect(): Promise<void> {}
  async subscribe(): Promise<void> {}
  async stop(): Promise<void> {}
  async disconnect(): Promise<void> {}
  on(): () => void {
    return () => {};
  }
}
