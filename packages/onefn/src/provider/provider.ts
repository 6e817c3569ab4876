import type { AdaptOptions } from "../adapter/options.js";
import type { Auth, Client, ProviderName, Runtime } from "../context/context.js";
import type { LogEntry, LogFields, LogLevel } from "../context/log.js";
import type { Trace } from "../context/trace.js";
import type { MessageSource } from "../message/source.js";
import type { OptionChecks } from "../option-checks.js";
import type { Outcome } from "../outcome.js";

/** What triggers a function. */
export type Kind =
  | "http"
  | "message"
  | "schedule"
  | "storage"
  | "change"
  | "event"
  | "task"
  | "transform"
  | "socket"
  | "identity";

/**
 * Reads one provider's native event and context for the portable context. Every member is a pure function that
 * is called when a handler first reads what it stands for. A codec's answers go before its provider's.
 */
export interface ContextReaders<Native = never, NativeContext = never> {
  functionName?(native: Native, nativeContext: NativeContext, options: AdaptOptions): string | undefined;
  region?(native: Native, nativeContext: NativeContext, options: AdaptOptions): string | undefined;
  requestId?(native: Native, nativeContext: NativeContext, options: AdaptOptions): string | undefined;
  /** Milliseconds until the provider ends the invocation. Absent: no deadline. */
  remainingMs?(native: Native, nativeContext: NativeContext, options: AdaptOptions): number | undefined;
  /** Fires when the client has gone. Absent: the provider does not tell. */
  disconnect?(native: Native, nativeContext: NativeContext, options: AdaptOptions): AbortSignal | undefined;
  trace?(native: Native, nativeContext: NativeContext, options: AdaptOptions): Trace | undefined;
  client?(native: Native, nativeContext: NativeContext, options: AdaptOptions): Client;
  auth?(native: Native, nativeContext: NativeContext, options: AdaptOptions): Auth | undefined;
  env?(
    native: Native,
    nativeContext: NativeContext,
    options: AdaptOptions,
  ): Readonly<Record<string, string | undefined>>;
  /**
   * Hands a promise that never rejects to the platform. Absent, or where it gives false: the adapter awaits the
   * promise before it answers.
   */
  waitUntil?(promise: Promise<void>, native: Native, nativeContext: NativeContext): boolean | void;
}

/** What a codec may ask of the invocation while it decodes. */
export interface Decoding {
  /** The most bytes that a body may have. */
  readonly bodyLimit: number;
  /** The invocation's signal; reading it makes it. */
  readonly signal: AbortSignal;
  /** The adapter's options. */
  readonly options: AdaptOptions;
  /** Writes a log line of the invocation. */
  log(level: LogLevel, message: string, fields?: LogFields): void;
}

/** What a codec may ask of the invocation while it encodes. */
export interface Encoding {
  /** The invocation's signal; reading it makes it. */
  readonly signal: AbortSignal;
  /**
   * Resolves when the work that was given to `waitUntil` is done, or the deadline is near; undefined where there is
   * none. For codecs that send the answer themselves, on platforms that stop the process once it has left.
   */
  settled(): Promise<void> | undefined;
  /** Keeps the invocation open, its deadline included, until the returned function is called. */
  hold(): () => void;
  /** Lets work go on after the answer, as the context's does. */
  waitUntil(promise: PromiseLike<unknown>): void;
  /** Writes a log line of the invocation. */
  log(level: LogLevel, message: string, fields?: LogFields): void;
}

/**
 * A codec of a wire that carries one input and one output: http, schedule, task.
 * Pure functions that touch neither globals nor the incoming event.
 */
export interface Single<Native, Input, Output, Result, NativeContext = unknown> {
  readonly arity: "single";
  /** The wire's name, as in `x-onefn-as: aws/api-gateway-v2`. */
  readonly trigger: string;
  /** Whether an event is of this wire. Codecs are asked in the order of their list; the first match wins. */
  matches(native: unknown): boolean;
  /** Native event to input. Cheap: what costs is left until the handler reads it. */
  decode(native: Native, decoding: Decoding): Input;
  /**
   * Output to native result. What is wrong with the head (a status, a header, a limit that its length tells) has to be
   * thrown at once, before anything is awaited: such an error is logged as ONEFN_RESPONSE_INVALID, and one that comes
   * later, by a promise that is rejected, as a failure of the body.
   */
  encode(output: Output, native: Native, encoding: Encoding): Result | Promise<Result>;
  /** The native result for an error of onefn's own, such as a result over the provider's limit. */
  fail(error: unknown, native: Native, encoding: Encoding): Result | Promise<Result>;
  readonly context?: ContextReaders<Native, NativeContext>;
}

/** A {@link Single} codec of http. */
export interface HttpCodec<Native, Result, NativeContext = unknown>
  extends Single<Native, Request, Response, Result, NativeContext> {
  /** The head of a streamed answer: what `encode` gives, less the body. */
  head?(response: Response, native: Native): unknown;
  /**
   * The body's size in bytes as the wire tells it before it is read; undefined when it does not. All that is asked is
   * on which side of `limit` it is: who would have to count may give any number that is on the same side.
   */
  bodySize?(native: Native, limit: number): number | undefined;
}

/**
 * A codec of a wire that delivers many records in one event: queues, streams, notifications.
 * Each record answers for itself.
 */
export interface Batch<Native, NativeRecord, Result, NativeContext = unknown> {
  readonly arity: "batch";
  readonly trigger: string;
  matches(native: unknown): boolean;
  records(native: Native): readonly NativeRecord[];
  /** One record's portable parts. What throws here rejects this record alone. */
  decode(record: NativeRecord, index: number, native: Native): MessageSource;
  /** Whether records of this event have an order at all. Default: each is asked for its lane. */
  ordered?(native: Native): boolean;
  /** What must be handled in order: records of one lane wait for each other. Undefined: free of order. */
  lane(record: NativeRecord): string | undefined;
  /** The portable name of where a record came from; functions claim it by `from`. */
  from(record: NativeRecord): string;
  /** The queue's name as the platform spells it, where that differs; functions may claim it by that name too. */
  nativeFrom?(record: NativeRecord): string;
  /**
   * Whether `settle` passes on the `after` of a retry. Where it does not, the log says so once for each function that
   * gives one. Default: false.
   */
  readonly delays?: boolean;
  /** Outcomes to native result; `outcomes[i]` belongs to `records(native)[i]`. */
  settle(outcomes: readonly Outcome[], native: Native): Result;
  readonly context?: ContextReaders<Native, NativeContext>;
}

/** Whether a provider can do something; a gap says why and who says so. */
export type Capability =
  | { readonly supported: true; readonly how?: string }
  | { readonly supported: false; readonly reason: string; readonly source: string };

/** What one wire of a provider can do, by the names that the contract's cases ask for. */
export type Capabilities = Readonly<Record<string, Capability>>;

/**
 * A provider at run time: how its native context is read, and what its log lines look like. What it can do is data
 * of its own, {@link Capabilities} by wire, which no deployed function carries.
 * Public, so that anyone can add one; the contract kit is how they prove it.
 */
export interface Provider<NativeContext = unknown> {
  readonly name: ProviderName;
  readonly runtime: Runtime;
  readonly context: ContextReaders<never, NativeContext>;
  /** The native objects, kept for escape. */
  platform(native: unknown, nativeContext: NativeContext): unknown;
  /** One log line in the provider's native JSON, without a line break. */
  formatLog(entry: LogEntry): string;
  /** Where log lines go unless the adapter's options say otherwise. */
  writeLog(line: string, entry: LogEntry, nativeContext: NativeContext): void;
  /** Checks of the options that its adapters take beside those of all adapters; every other name is refused. */
  readonly options?: OptionChecks;
  /** The least grave level that is written; everything when absent. */
  logLevel?(): string | undefined;
  /** Answers an event that no codec knows and that is no mistake, such as a warm-up ping. */
  unmatched?(native: unknown): { readonly result: unknown } | undefined;
  /**
   * A name in an event that no codec knows, such as `aws:s3`, which tells what sent it. It stands in the text of
   * ONEFN_UNKNOWN_EVENT: it has to be a name of the provider's own, and no text that a sender can write.
   */
  telltale?(native: unknown, nativeContext: NativeContext): string | undefined;
}

/** Gives a provider its type; the object is returned as it is. */
export function defineProvider<NativeContext>(provider: Provider<NativeContext>): Provider<NativeContext> {
  return provider;
}
