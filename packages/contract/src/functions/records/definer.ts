import type { AnyFunction, CloudEvent, Context, DeadLetter, RejectedPolicy, Schema } from "onefn";
import type { Order } from "./behaviour.js";

/** Defines functions of one record kind for the shared suite. */
export interface RecordDefiner<Event extends CloudEvent = CloudEvent> {
  /** The name of the kind's records, such as `message`. */
  readonly kind: string;
  /** Defines a function that handles records one at a time. */
  one(
    options: RecordFunctionOptions<Event>,
    handler: (event: Event, context: Context) => unknown,
  ): AnyFunction;
  /** Defines one that handles the records of a delivery together. Absent if the kind has none. */
  batch?(
    options: RecordFunctionOptions<readonly Event[]>,
    handler: (events: readonly Event[], context: Context) => unknown,
  ): AnyFunction;
  /** What a record tells its handler to do. */
  order(event: Event): Order;
  /** The number of its delivery, if the source tells it. */
  attempt(event: Event): number | undefined;
}

/** Options that the definers of all record kinds have. */
interface RecordFunctionOptions<Input> {
  /** The place whose records it claims. Default: all unclaimed places. */
  readonly place?: string;
  readonly schema?: Schema;
  readonly concurrency?: number;
  readonly use?: readonly RecordMiddleware<Input>[];
  readonly rejected?: RejectedPolicy;
  readonly deadLetter?: DeadLetter<CloudEvent>;
}

/** Runs around a handler of records. */
type RecordMiddleware<Input> = (input: Input, context: Context, next: () => Promise<unknown>) => unknown;
