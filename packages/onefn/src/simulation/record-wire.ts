import type { AttributeValue } from "../records/source.js";
import type { Deployment, Exchange, ReplaceEvent, SimulatorOptions, WireOf } from "./wire.js";

/** A trigger that delivers records. `Sent` is what a sender writes, the only type that differs by kind. */
export interface RecordWire<Kind extends string, Sent>
  extends WireOf<Kind, "records", RecordOptions<Sent>, RecordDeployment<Sent>> {
  /**
   * Its events arrive as requests that anyone on the network could send. `deliver` can rewrite them, and native results
   * are their answers: `{ status, headers, body }`.
   */
  readonly requests?: true;
  /**
   * What expires when a record is handled for too long, so that it is delivered again while its handler still has it.
   * Absent: the source's documents do not allow two deliveries of one record at the same time.
   */
  readonly expiry?: Expiry;
}

/** The time for which a source leaves a delivered record to one handler. */
export interface Expiry {
  /** In the source's own words, such as `visibility timeout`. */
  readonly of: string;
  /** The page that says so. */
  readonly source: string;
}

/** A request that brings an event, as its sender writes it. */
export interface WrittenRequest {
  /** Default: the source's own. */
  readonly method?: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** Whether the body is sent in chunks, so that its length is unknown before its end. Default: false. */
  readonly chunked?: boolean;
}

/** Returns the request that is sent instead of the source's own, such as an attacker's. */
export type RewriteRequest = (written: WrittenRequest) => WrittenRequest;

/** Options of a wire that delivers records. */
export interface RecordOptions<Sent = unknown> extends SimulatorOptions<RecordExchange<Sent>> {
  /** Maximum records in one native event. Default: 10, or less if the provider allows fewer. */
  readonly batchSize?: number | undefined;
  /** Deliveries before a record is given up. Default: 3, or the provider's fixed number. */
  readonly maxAttempts?: number | undefined;
}

/** Functions behind a source of records. */
export interface RecordDeployment<Sent> extends Deployment {
  /**
   * Puts records into a place (a queue, a bucket, a table, a schedule), which is created when it is first named.
   *
   * @returns their ids as handlers see them, in order.
   */
  send(to: string, records: readonly Sent[]): Promise<readonly string[]>;
  /**
   * Delivers the visible records once, in one native event.
   *
   * @param from a place, or several whose records come in one event, if each native record names its place.
   * @param replaceEvent returns the event that reaches the function instead. The platform still settles the records
   * by the result.
   * @param rewrite changes the request that brings the event, on a wire with `requests`.
   */
  deliver(
    from: string | readonly string[],
    replaceEvent?: ReplaceEvent,
    rewrite?: RewriteRequest,
  ): Promise<DeliveryReport>;
  /** Delivers, and lets time pass, until every record is acknowledged or dead. */
  drain(from: string): Promise<DrainReport>;
}

/**
 * The invocation of a wire that delivers records. `input` has them as they were sent, in the order of the native
 * ones.
 */
export type RecordExchange<Sent = unknown> = Exchange<readonly Sent[], DeliveryReport>;

/** The fate of the records of one delivery, by id. */
export interface DeliveryReport {
  readonly delivered: readonly string[];
  readonly acknowledged: readonly string[];
  /** Visible again later. */
  readonly returned: readonly string[];
  readonly dead: readonly string[];
  /** The dead ones that are gone, because the source has no place for dead records. */
  readonly lost: readonly string[];
  /** The delivered ones that were delivered before. */
  readonly repeated: readonly string[];
  /** The error that the adapter threw; the provider then returns the whole batch. */
  readonly error?: unknown;
}

/** The final fate of every record. */
export interface DrainReport {
  readonly acknowledged: readonly string[];
  readonly dead: readonly string[];
  /** The dead ones that are gone, because the source has no place for dead records. */
  readonly lost: readonly string[];
  /** Those that were delivered more than once. */
  readonly repeated: readonly string[];
  /** Deliveries by id. */
  readonly attempts: Readonly<Record<string, number>>;
}

/** One way in which a provider carries messages. */
export type MessageWire = RecordWire<"message", OutgoingMessage>;

/** A message as its sender writes it. */
export interface OutgoingMessage {
  readonly body: string | Uint8Array;
  readonly contentType?: string | undefined;
  readonly attributes?: Readonly<Record<string, AttributeValue>> | undefined;
  /** The ordering key, if the wire orders. */
  readonly key?: string | undefined;
  /** Whether it is a record without a value, if the wire has such (capability `tombstones`). Its body is not sent. */
  readonly tombstone?: boolean | undefined;
  /** Replaces members of the native record, to simulate a broken one. */
  readonly native?: Readonly<Record<string, unknown>> | undefined;
}
