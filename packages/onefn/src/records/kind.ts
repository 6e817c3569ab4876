import type { Settled } from "../outcome.js";
import type { Call } from "../provider/codec.js";
import type { Kind } from "../provider/provider.js";
import type { RecordFunction } from "./function.js";
import type { RecordSource } from "./source.js";

/** A kind that comes in records, as data: how its functions claim records, and what their handlers get. */
export interface RecordKind<Fn extends RecordFunction, Source extends RecordSource, Data = undefined> {
  readonly kind: Kind;
  /** The words of its errors. */
  readonly words: {
    /** The option that names a place: `from`. */
    readonly option: string;
    /** What such a place is: `queue`. */
    readonly place: string;
    /** Several of its inputs: `messages`. */
    readonly inputs: string;
  };
  /** The place whose records a function claims; undefined: every place that no other function claims. */
  place(fn: Fn): string | undefined;
  /** Whether a function takes a record of its place. What no function of the place takes is acknowledged. */
  admits?(fn: Fn, source: Source): boolean;
  /**
   * Decodes and checks the data. A promise if a schema or a store answers later. Default: nothing, for kinds whose
   * inputs read the native record alone.
   */
  read?(fn: Fn, source: Source, call: Pick<Call, "log">): Data | Promise<Data>;
  /** What the handler gets, over what `read` has given. */
  input(source: Source, data: Data, fn: Fn): unknown;
  /**
   * What becomes of a record, by what its handler returned. If this throws, the record fails. Default: the handler
   * returns an outcome, and nothing acknowledges.
   */
  outcome?(output: unknown, source: Source): Settled;
  /**
   * The data for `deadLetter`, whatever the function's schema and format: this must not throw. Default: nothing, for
   * kinds that cannot fail to read.
   */
  unread?(source: Source): Data;
}

/** Any kind that comes in records. */
export type AnyRecordKind = RecordKind<never, never, unknown>;
