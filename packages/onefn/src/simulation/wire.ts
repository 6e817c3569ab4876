import type { AdaptOptions } from "../adapter/options.js";
import type { AnyFunction, FunctionRecord } from "../kinds/function.js";
import type { Capabilities } from "../provider/provider.js";
import type { Schema } from "../schema.js";

/** Returns the functions to run. Called before every call, so that a changed file is served without a restart. */
export type Load = () => AnyFunction | FunctionRecord;

/** One trigger, as a simulator plays it: the members that wires of every kind have. */
export interface WireOf<
  Kind extends string,
  Shape extends "call" | "records",
  Options,
  D extends Deployment,
> {
  readonly kind: Kind;
  /** Whether a caller waits for the result, or records are delivered until they are settled. */
  readonly shape: Shape;
  readonly trigger: string;
  readonly capabilities: Capabilities;
  /** The provider's documentation of a function's result. */
  readonly result: NativeResult;
  /** What it runs on, if that lacks modules or globals of Node. */
  readonly runtime?: LimitedRuntime;
  deploy(load: Load, options?: Options): D | Promise<D>;
}

/** A runtime that has only a part of what Node has. */
export interface LimitedRuntime {
  /** Such as `workerd`. */
  readonly name: string;
  /** Node's built-in modules that it has, without `node:`. */
  readonly modules: readonly string[];
  /** Node's globals that it has, such as `Buffer`. */
  readonly globals: readonly string[];
  /** The conditions by which packages are resolved for it. */
  readonly conditions: readonly string[];
  /** The page that says so. */
  readonly source: string;
}

/** The native results of a wire: their schema, or the reason why there is none. */
export type NativeResult = DocumentedResult | UndocumentedResult;

/** The provider documents the results that it accepts. */
export interface DocumentedResult {
  /** The documentation as a Standard Schema. It refuses anything that the provider refuses or silently ignores. */
  readonly schema: Schema;
  /** Examples of results that the schema must refuse. */
  readonly wrong: readonly [unknown, ...unknown[]];
}

/** There is no native result that a schema could describe. */
export interface UndocumentedResult {
  readonly schema?: undefined;
  /** A sentence that gives the reason. */
  readonly reason: string;
}

/** Options that every wire takes. `E` is what its `tap` sees. */
export interface SimulatorOptions<E extends Exchange = Exchange> {
  /** Options passed to the adapter, except `log`, which the simulator sets. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
  /** Milliseconds that the provider gives an invocation. Default: 30,000. */
  readonly timeout?: number | undefined;
  /**
   * The source of timestamps and visibility, in milliseconds since the epoch. Default: a clock that `advance` moves.
   */
  readonly clock?: Clock | undefined;
  /** Called for every invocation: for development servers and tests that look at the wire itself. */
  readonly tap?: ((exchange: E) => void) | undefined;
}

/** Tells the time; `advance` moves it without waiting. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
}

/** One invocation: what came from outside, what went over the wire, and what was sent. */
export interface Exchange<Input = unknown, Output = unknown> {
  readonly trigger: string;
  readonly input: Input;
  readonly output: Output;
  readonly nativeEvent: unknown;
  /** The adapter's result; undefined if it threw. */
  readonly nativeResult: unknown;
  /** The error that the adapter threw. */
  readonly error?: unknown;
  /** Why the provider refused the native result, for the developer. */
  readonly refusal?: string;
}

/** The members of every deployment. */
export interface Deployment {
  /** The log lines that the functions have written so far, in the provider's native form. */
  readonly lines: readonly string[];
  /** Stops it. In process there is nothing to stop. */
  close(): Promise<void>;
}

/**
 * Returns the event that reaches a function instead of the one that the platform wrote: a test event, an event of a
 * trigger that was connected by mistake, or one that something in between has changed. Both are JSON values. A wire
 * without a JSON event (a Request of the runtime, a connection) has nothing to replace: it ignores this, and its
 * capability `unknownEvents` says so.
 */
export type ReplaceEvent = (written: unknown) => unknown;
