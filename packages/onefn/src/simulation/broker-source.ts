import type { RecordOptions, RewriteRequest } from "./record-wire.js";
import type { Deployment } from "./wire.js";

/**
 * How one source of records differs from another. The broker itself keeps the records of each place, delivers visible
 * ones, settles them by the function's result, and moves dead ones.
 *
 * @typeParam Sent what a sender writes.
 * @typeParam Stored what the source stores for it.
 * @typeParam Native one record of a native event.
 * @typeParam Answer the result of an invocation.
 */
export interface BrokerOptions<Sent, Stored, Native, Answer> {
  readonly trigger: string;
  /** The package, for errors: `onefn/aws`. */
  readonly from: string;
  /** What runs the functions. */
  readonly running: Deployment;
  /** The options passed to `deploy`. */
  readonly options?: RecordOptions<Sent> | undefined;
  /** Maximum records in one native event, whatever `batchSize` says. Default: no limit. */
  readonly batch?: number;
  /** Maximum bytes of JSON of the records in one event. Default: no limit. */
  readonly bytes?: number;
  /** Deliveries of a record, if the source fixes them. One: the source never delivers again. */
  readonly attempts?: number;
  /** Whether all records of one native event come from one place, such as a shard. Default: false. */
  readonly onePlace?: boolean;
  /** Milliseconds after a delivery for which its records are hidden, unless they are settled otherwise. */
  readonly delay: number;
  /** The name of the place that a sender means. Default: the same. */
  place?(to: string): string;
  /**
   * Accepts what a sender writes; throws if the source refuses it. Without `stored` nothing is kept: the source has
   * already seen the record.
   */
  accept(sent: Sent, sending: Sending): { readonly id: string; readonly stored?: Stored };
  /** One native record. */
  record(delivery: Delivery<Stored>): Native;
  /** The native event of some records. */
  event(records: readonly Native[], deliveries: readonly Delivery<Stored>[]): unknown;
  /** Runs the function. Never rejects because of the function; its failure is a result too. */
  invoke(
    event: unknown,
    deliveries: readonly Delivery<Stored>[],
    now: number,
    rewrite: RewriteRequest | undefined,
  ): Promise<Answer>;
  /** Reads the result by the source's documented rules. */
  settle(answer: Answer, deliveries: readonly Delivery<Stored>[]): Settlement;
  /** The lane of a record: none is delivered while another of its lane is hidden. Default: no lanes. */
  lanes?(stored: Stored): string | undefined;
  /** Whether an event has at most one record of a lane, such as a row's latest change. Default: false. */
  readonly oneOfLane?: boolean;
  /**
   * Whether the source keeps no order. The newest record is then delivered first, so that nothing relies on an order.
   * Default: false.
   */
  readonly unordered?: boolean;
  /** Where a place's dead records go. Default: they are dropped. */
  dead?(place: string): string;
}

/** One record on its way into a place. */
export interface Sending {
  readonly to: string;
  /** The index among the records sent together, from 0. */
  readonly index: number;
  readonly count: number;
  readonly now: number;
  /** The number of this record among those sent to the place, from 1. */
  readonly sequence: number;
}

/** One record on its way to the function. */
export interface Delivery<Stored> {
  readonly id: string;
  readonly stored: Stored;
  readonly place: string;
  /** The number of this delivery of the record, from 1. */
  readonly attempt: number;
  readonly firstDeliveredAt: number;
  /** The place that gave the record up, if this one is for dead records. */
  readonly deadFrom: string | undefined;
}

/** The fate of a record. `after` is in milliseconds from now, and replaces the source's delay. */
export type Fate = "done" | "again" | "dead" | { readonly after: number };

/** What a result means. */
export interface Settlement {
  /** In the order of the deliveries. A record returned after its last attempt is dead. */
  readonly fates: readonly Fate[];
  readonly nativeResult: unknown;
  /** What the adapter threw. */
  readonly error?: unknown;
  /** Why the provider refused the native result. */
  readonly refusal?: string;
  /** Whether the source delivers the records again in two halves. This delivery then does not count. */
  readonly halved?: boolean;
  /** Whether the source delivers the records again together, and no other with them. */
  readonly together?: boolean;
}
