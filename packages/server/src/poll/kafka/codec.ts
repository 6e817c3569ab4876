import type { RecordCodec } from "onefn/provider";
import type { Work } from "../../work.js";
import { Fetched } from "../fetched.js";
import type { KafkaMessage } from "./client.js";
import { KafkaSource, type Partition } from "./message.js";

/** Records of one partition that are handled together. */
export class KafkaBatch extends Fetched {
  readonly from: Partition;
  readonly messages: readonly KafkaMessage[];
  /** Whether the partition is still this member's. */
  readonly holds: () => boolean;

  constructor(from: Partition, messages: readonly KafkaMessage[], holds: () => boolean) {
    super();
    this.from = from;
    this.messages = messages;
    this.holds = holds;
  }
}

/** How far a partition has come: how many records are done, and for how many seconds it waits with the next one. */
export interface KafkaProgress {
  readonly done: number;
  /** Undefined: it does not say, or all are done. */
  readonly after: number | undefined;
}

/** The name of every record's partition: a batch has records of one. */
const samePartition = () => "";

/**
 * A partition of Apache Kafka, which is done up to an offset.
 * @see https://kafka.apache.org/documentation/#design_consumerposition
 */
export const kafkaCodec: RecordCodec<KafkaBatch, KafkaMessage, KafkaProgress, Work> = {
  trigger: "kafka-poll",
  matches: (native) => native instanceof KafkaBatch,
  records: ({ messages }) => messages,
  readings: [
    {
      kind: "message",
      origin: (_, { native }) => native.from.topic,
      names: (topic) => [topic],
      decode: (message, _, { native }) => new KafkaSource(message, native),
    },
  ],
  lanes: () => samePartition,
  checkpoint: samePartition,
  delays: () => true,
  settle(settled) {
    const failed = settled.findIndex(({ type }) => type !== "ack");
    const outcome = settled[failed];
    const after = outcome?.type === "retry" ? outcome.after : undefined;
    return { done: failed === -1 ? settled.length : failed, after };
  },
  context: { disconnect: ({ signal }) => signal },
};
