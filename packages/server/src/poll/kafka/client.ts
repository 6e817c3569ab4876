/**
 * The part of a consumer of `kafkajs` that a poller needs.
 * @see https://kafka.js.org/docs/consuming
 */
export interface KafkaConsumer {
  connect(): Promise<void>;
  subscribe(subscription: { topics: string[]; fromBeginning?: boolean }): Promise<void>;
  run(config: {
    autoCommit: boolean;
    eachBatchAutoResolve: boolean;
    partitionsConsumedConcurrently: number;
    eachBatch(payload: KafkaPayload): Promise<void>;
  }): Promise<void>;
  commitOffsets(offsets: { topic: string; partition: number; offset: string }[]): Promise<void>;
  stop(): Promise<void>;
  disconnect(): Promise<void>;
  on(
    event: "consumer.crash",
    listener: (event: { readonly payload: { readonly error: Error; readonly restart: boolean } }) => void,
  ): () => void;
  on(event: "consumer.fetch", listener: () => void): () => void;
  on(
    event: "consumer.group_join",
    listener: (event: { readonly payload: { readonly memberAssignment: KafkaAssignment } }) => void,
  ): () => void;
}

/** The numbers of the partitions that a member has, by their topics. */
export type KafkaAssignment = Readonly<Record<string, readonly number[]>>;

/** What a consumer gives its function for each batch. */
export interface KafkaPayload {
  readonly batch: KafkaBatchOfPartition;
  resolveOffset(offset: string): void;
  heartbeat(): Promise<void>;
  /** Pauses the batch's partition. @returns what resumes it. */
  pause(): () => void;
  isRunning(): boolean;
  isStale(): boolean;
}

/** Records of one partition. */
interface KafkaBatchOfPartition {
  readonly topic: string;
  readonly partition: number;
  readonly highWatermark: string;
  readonly messages: readonly KafkaMessage[];
  /** Behind it there may be markers that are no records. */
  lastOffset(): string;
}

/** One record. */
export interface KafkaMessage {
  readonly key?: Uint8Array | null | undefined;
  /** Null: the record is a tombstone. */
  readonly value: Uint8Array | null;
  readonly timestamp: string;
  readonly offset: string;
  readonly headers?: Readonly<Record<string, KafkaHeader | readonly KafkaHeader[] | undefined>> | undefined;
}

type KafkaHeader = Uint8Array | string;
