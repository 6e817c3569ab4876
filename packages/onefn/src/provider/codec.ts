import type { AdaptOptions } from "../adapter/options.js";
import type { CallOutcome } from "../calls/outcome.js";
import type { LogFields, LogLevel } from "../context/log.js";
import type { Settled } from "../outcome.js";
import type { RecordSource } from "../records/source.js";
import type { ContextReaders, Kind } from "./provider.js";

/** One call of the provider: everything a codec may use while it reads and answers. Only reading is pure. */
export interface Call<Native = unknown, NativeContext = unknown> {
  /** The native event, unchanged. */
  readonly native: Native;
  /** The native context. */
  readonly nativeContext: NativeContext;
  /** The adapter's options. */
  readonly options: AdaptOptions;
  /** The maximum size of a request body in bytes; 0 before a function is chosen. */
  readonly bodyLimit: number;
  /** The call's signal. Reading it creates it. */
  readonly signal: AbortSignal;
  /**
   * Resolves when the work given to `waitUntil` is done, or the deadline is near; undefined if there is none. For
   * codecs that send the response themselves, on platforms that stop the process once it is sent.
   */
  settled(): Promise<void> | undefined;
  /** Keeps the call open, including its deadline, until the returned function is called. */
  hold(): () => void;
  /** Lets work continue after the response, like the context's `waitUntil`. */
  waitUntil(promise: PromiseLike<unknown>): void;
  /** Writes a log line of the call. */
  log(level: LogLevel, message: string, fields?: LogFields): void;
}

/** The members of every codec: pure functions that touch neither globals nor the incoming event. */
interface Codec<Native, NativeContext> {
  /** The wire's name, as in `x-onefn-as: aws/api-gateway-v2`. */
  readonly trigger: string;
  /**
   * Whether an event is of this wire. It must be cheap and certain: no event may match two codecs of one list, because
   * those that recognised the latest events are asked first. Some platforms name the trigger only in the context.
   */
  matches(native: unknown, nativeContext: NativeContext): boolean;
  /**
   * Whether its events have no shape of their own, because their sender makes them up. Such a codec belongs in a
   * pipeline of its own at the end, and is asked only if a function takes its kind. Default: false.
   */
  readonly shapeless?: boolean;
  readonly context?: ContextReaders<Native, NativeContext>;
}

/** A codec of a wire with one input and one output. `Opened` is what {@link CallCodec.open} returns. */
export interface CallCodec<Native, Input, Output, Result, NativeContext = unknown, Opened = Native>
  extends Codec<Native, NativeContext> {
  readonly kind: Kind;
  /** Reads what is needed first, such as a request body. Default: the native event itself. */
  open?(call: Call<Native, NativeContext>): Opened | Promise<Opened>;
  /** Answers a handshake, before a function is chosen. Undefined: the event is not a handshake. */
  preflight?(opened: Opened, call: Call<Native, NativeContext>): Result | undefined;
  /** Native event to input. Cheap: expensive parts wait until the handler reads them. */
  decode(opened: Opened, call: Call<Native, NativeContext>): Input;
  /**
   * Output to native result. An error in the head (a status, a header, a limit that its length shows) must be thrown
   * synchronously: it is logged as ONEFN_RESPONSE_INVALID. A later error, from a rejected promise, is logged as a
   * failure of the body.
   */
  encode(output: Output, call: Call<Native, NativeContext>): Result | Promise<Result>;
}

/**
 * A codec of events that call a function: a workflow's step, a job over a list of objects. Most bring one input. It never
 * runs a function, and is asked again with what became of the inputs.
 */
export interface CallsCodec<Native = unknown, Result = unknown, NativeContext = unknown>
  extends Codec<Native, NativeContext> {
  readonly kind: Kind;
  /** The inputs of an event. With an `id`, the log lines of an input name it. */
  inputs(native: Native, call: Call<Native, NativeContext>): readonly CallInput[];
  /**
   * The native result; `outcomes[i]` belongs to `inputs[i]`. Throws if the protocol of failures is to throw; the platform
   * then writes the error to the log. Otherwise the codec logs it.
   */
  encode(outcomes: readonly CallOutcome[], call: Call<Native, NativeContext>): Result | Promise<Result>;
}

/** One input of an event. */
export interface CallInput {
  readonly input: unknown;
  /** What the source calls it, if an event brings several. */
  readonly id?: string | undefined;
}

/** A {@link CallCodec} of HTTP. It reads the native event directly. */
export interface HttpCodec<Native, Result, NativeContext = unknown>
  extends CallCodec<Native, Request, Response, Result, NativeContext> {
  readonly kind: "http";
  readonly open?: never;
  readonly preflight?: never;
  /**
   * The request's method. A response to HEAD then comes to `encode` without its body. Absent: the platform leaves the
   * body out by itself.
   */
  method?(native: Native): string;
  /**
   * Ends a response that failed after its head was sent, and returns true. False if nothing was sent: `encode` then
   * gets a plain error response. Absent: nothing is sent before `encode` is done.
   */
  abort?(error: unknown, native: Native): boolean;
  /** The head of a streamed response: the result of `encode` without the body. */
  head?(response: Response, native: Native): unknown;
  /**
   * The body's size in bytes, if the wire tells it before the body is read; otherwise undefined. Only the side of
   * `limit` that it is on matters: instead of counting, return any number on the same side.
   */
  bodySize?(native: Native, limit: number): number | undefined;
}

/**
 * A codec of a wire that delivers records: queues, streams, notifications, schedules. Each record is routed, handled
 * and settled by itself. `Opened` is what {@link RecordCodec.open} returns.
 */
export interface RecordCodec<Native, Rec, Result, NativeContext = unknown, Opened = Native>
  extends Codec<Native, NativeContext> {
  /** Reads what is needed first, such as the body of a pushed request. Default: the native event itself. */
  open?(call: Call<Native, NativeContext>): Opened | Promise<Opened>;
  /** Answers a handshake, before a function is chosen. Undefined: the event is not a handshake. */
  preflight?(opened: Opened, call: Call<Native, NativeContext>): Result | undefined;
  /** The event's records. Called once; an event without records is settled with none. */
  records(opened: Opened, call: Call<Native, NativeContext>): readonly Rec[];
  /** The possible readings of a record. The first whose kind has a function that claims the record takes it. */
  readonly readings: readonly Reading<Rec, Native, NativeContext>[];
  /**
   * Names what must be handled in order: records of one lane wait for each other; a record without a lane waits for
   * none. Undefined: the event has no order.
   *
   * @param concurrency the concurrency of the event's function; the lowest if several functions share the event.
   */
  lanes?(call: Call<Native, NativeContext>, concurrency: number): LaneOf<Rec> | undefined;
  /**
   * Names the records that the source delivers again together from the first failure on, such as a shard's: once a
   * record has failed, no later one with its checkpoint begins. Default: a failure ends only its lane.
   */
  checkpoint?(record: Rec): string;
  /**
   * Whether a record is not delivered again, whatever its outcome: its function's `deadLetter` gets it if it fails, and
   * the records after it continue. Default: false.
   */
  lastAttempt?(record: Rec, call: Call<Native, NativeContext>): boolean;
  /**
   * Tells the source the outcome of one record as soon as it is known. If this throws, the record is delivered again,
   * as far as `settle` can express that.
   */
  answer?(record: Rec, settled: Settled, call: Call<Native, NativeContext>): void | Promise<void>;
  /** The source's name of the call that `answer` makes for an outcome, for the log. Default: the outcome's name. */
  answerCall?(settled: Settled): string;
  /**
   * The native result; `settled[i]` belongs to `records[i]` and has the cause of a failure as `error`. Throws if the
   * source's protocol is to fail: `failTogether` does, for a source that can only deliver the whole batch again.
   *
   * @param records what `records` returned, for a result that names them.
   */
  settle(
    settled: readonly Settled[],
    call: Call<Native, NativeContext>,
    records: readonly Rec[],
  ): Result | Promise<Result>;
  /** The native result when the event fails as a whole. Default: the error is thrown. */
  fail?(error: unknown, call: Call<Native, NativeContext>): Result | Promise<Result>;
  /**
   * Whether `settle` or `answer` passes on the `after` of a retry. If neither does, the log says so once for each
   * function that sets one. Default: it does not.
   */
  delays?(call: Call<Native, NativeContext>): boolean;
  /**
   * Whether `settle` or `answer` has the source refuse a rejected record for good. Otherwise its function's
   * `deadLetter` and `rejected` say what becomes of it. Default: it does not.
   */
  rejects?(call: Call<Native, NativeContext>): boolean;
  /**
   * For sources that never deliver a failed record again: the milliseconds to wait before each further attempt inside
   * the invocation. Default: none.
   */
  repeatDelays?(call: Call<Native, NativeContext>): readonly number[] | undefined;
}

/** One possible reading of a record. */
export interface Reading<Rec, Native = unknown, NativeContext = unknown> {
  readonly kind: Kind;
  /** Whether a record can be read this way. Default: every record can. */
  reads?(record: Rec): boolean;
  /**
   * Where a record came from: the source's own and cheapest name for it, such as an ARN. Lookups are cached by this
   * name. It is also in the error for a record that no reading accepts.
   */
  origin(record: Rec, call: Call<Native, NativeContext>): string;
  /** The other names of an origin that a function may claim, the most exact first, the portable one last. */
  names?(origin: string): readonly string[];
  /**
   * Whether functions are found by their names, because the source does not tell what they claim: a rule of EventBridge
   * has a name, but does not send its cron expression. A lone function takes every record then. Default: false.
   */
  readonly byName?: boolean;
  /**
   * Whether a record that the filters of no function admit is offered to the next readings, because it may be meant for
   * another kind: an event in a queue's message. Default: false, it is acknowledged.
   */
  readonly yields?: boolean;
  /**
   * The parts of a record, or a list of them if it holds several. Ids are distinct within a batch and the same on
   * every delivery. If this throws, only this record is rejected.
   */
  decode(
    record: Rec,
    index: number,
    call: Call<Native, NativeContext>,
  ): RecordSource | readonly RecordSource[];
}

/**
 * Names a record's lane; undefined if it has none. Typed as a method, so that any codec is an {@link AnyRecordCodec}.
 */
export type LaneOf<Rec> = { laneOf(record: Rec): string | undefined }["laneOf"];

/** Any HTTP codec, whatever the types of its wire. */
export type AnyHttpCodec = HttpCodec<never, unknown, never>;

/** Any record codec, whatever the types of its wire. */
export type AnyRecordCodec = RecordCodec<unknown, unknown, unknown, unknown, unknown>;
