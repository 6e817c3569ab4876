import type { AnyRecordCodec, LogEntry, Timers } from "onefn/provider";
import type { Connection } from "./connection.js";
import type { Fetched } from "./fetched.js";

/** Where a poller fetches from: what `sqs(...)`, `rabbitmq(...)` and `kafka(...)` return. */
export interface PollSource {
  /** What it is called in log lines and metrics: the queue or the topics. */
  readonly place: string;
  /** How its messages are read and settled. */
  readonly codec: AnyRecordCodec;
  /** Begins to fetch. Rejects if the source cannot be reached, or refuses. */
  start(polling: Polling): Promise<Fetching>;
}

/** What a source needs of the poller that it works for. */
export interface Polling {
  readonly connection: Connection;
  readonly timers: Timers;
  /**
   * Has a function handle what was fetched.
   *
   * @returns the codec's result; undefined if the event failed as a whole, which is logged.
   */
  deliver(event: Fetched): Promise<unknown>;
  /** Writes a log line that belongs to no function. */
  log(level: LogEntry["level"], message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** A source that is being fetched from. */
export interface Fetching {
  /** Messages that were fetched and are not settled. */
  readonly inHand: number;
  /** Milliseconds since the oldest message of the latest delivery was sent; undefined if nobody tells. */
  readonly age: number | undefined;
  /** How many messages wait at the source. */
  depth(): Promise<number | undefined>;
  /**
   * Fetches nothing more, and resolves when everything in hand is settled.
   *
   * @param now gives back what is in hand instead.
   */
  stop(now: boolean): Promise<void>;
}
