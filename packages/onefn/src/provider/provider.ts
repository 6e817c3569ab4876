import type { AdaptOptions } from "../adapter/options.js";
import type { Auth, Client, ProviderName, Runtime } from "../context/context.js";
import type { LogEntry } from "../context/log.js";
import type { Trace } from "../context/trace.js";
import type { OptionChecks } from "../option-checks.js";

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
 * Reads a provider's native event and context for the portable context. Every member is a pure function, called when
 * a handler first reads that part of the context. A codec's readers take precedence over its provider's.
 */
export interface ContextReaders<Native = never, NativeContext = never> {
  functionName?(native: Native, nativeContext: NativeContext, options: AdaptOptions): string | undefined;
  region?(native: Native, nativeContext: NativeContext, options: AdaptOptions): string | undefined;
  requestId?(native: Native, nativeContext: NativeContext, options: AdaptOptions): string | undefined;
  /** Milliseconds until the provider ends the invocation. Absent: no deadline. */
  remainingMs?(native: Native, nativeContext: NativeContext, options: AdaptOptions): number | undefined;
  /** Aborted when the client has gone. Absent: the provider does not tell. */
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
   * Passes a promise that never rejects to the platform. If this is absent or returns false, the adapter awaits the
   * promise before it answers.
   */
  waitUntil?(promise: Promise<void>, native: Native, nativeContext: NativeContext): boolean | void;
}

/** Whether a provider can do something; a gap has a reason and a source. */
export type Capability =
  | { readonly supported: true; readonly how?: string }
  | { readonly supported: false; readonly reason: string; readonly source: string };

/** What one wire of a provider can do, by the names that the contract's cases use. */
export type Capabilities = Readonly<Record<string, Capability>>;

/**
 * A provider at run time: how to read its native context, and the format of its log lines. What it can do is separate
 * data, {@link Capabilities} by wire, which no deployed function carries. Public, so that anyone can add a provider
 * and prove it with the contract kit.
 */
export interface Provider<NativeContext = unknown> {
  readonly name: ProviderName;
  readonly runtime: Runtime;
  readonly context: ContextReaders<never, NativeContext>;
  /**
   * The native objects, as an escape hatch.
   *
   * @param record the native record of this input, if the event delivers records.
   */
  platform(native: unknown, nativeContext: NativeContext, record: unknown): unknown;
  /** One log line in the provider's native JSON, without a line break. */
  formatLog(entry: LogEntry): string;
  /** Where log lines go, unless the adapter's options say otherwise. */
  writeLog(line: string, entry: LogEntry, nativeContext: NativeContext): void;
  /** Checks of the options that its adapters take beyond those of all adapters; any other name is refused. */
  readonly options?: OptionChecks;
  /** The lowest level that is written. Absent: everything. */
  logLevel?(): string | undefined;
  /** Answers an event that no codec knows but that is not a mistake, such as a warm-up ping. */
  unmatched?(native: unknown): { readonly result: unknown } | undefined;
  /**
   * A name in an event that no codec knows, such as `aws:s3`, which tells what sent it. It appears in the text of
   * ONEFN_UNKNOWN_EVENT, so it must be one of the provider's own names, never text that a sender can write.
   */
  telltale?(native: unknown, nativeContext: NativeContext): string | undefined;
}

/** Gives a provider its type. The object is returned unchanged. */
export function defineProvider<NativeContext>(provider: Provider<NativeContext>): Provider<NativeContext> {
  return provider;
}
