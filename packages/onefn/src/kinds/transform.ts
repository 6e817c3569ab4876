import { strictJson } from "../calls/json.js";
import type { Context } from "../context/context.js";
import { OnefnError } from "../errors.js";
import type { Additions, EventMiddleware } from "../middleware.js";
import type { OptionChecks } from "../option-checks.js";
import { ack, type Drop, isOutcome, type Settled } from "../outcome.js";
import { OVER, withOwnMembers } from "../own-members.js";
import { decodeData } from "../records/data.js";
import { type CloudEvent, type EventInit, LazyEvent, testSource } from "../records/event.js";
import {
  defineRecords,
  RECORD_OPTIONS,
  type RecordData,
  type RecordFunction,
  type RecordOptions,
} from "../records/function.js";
import type { RecordKind } from "../records/kind.js";
import type { AttributeValue, BodyFormat, BodySource, RecordSource } from "../records/source.js";
import { typedData } from "../records/typed.js";
import type { Schema } from "../schema.js";
import { isDrop, isPartitioned, type PartitionKeys } from "../transformed.js";
import type { MaybePromise } from "./function.js";
import { isText } from "./options.js";

/** What a codec of transforms implements, whatever its records are. */
interface AnyRecordSource extends RecordSource {
  /** What the source orders or groups by. */
  key(): string | undefined;
  attributes(): Readonly<Record<string, AttributeValue>>;
  /**
   * A value as the source wants it, which `settle` gets as the record's `value`. If this throws, the record fails.
   *
   * @param keys for the destination's partitions. Undefined: the handler gave none.
   */
  written(value: unknown, keys: PartitionKeys | undefined): unknown;
}

/** What a codec of transforms implements, if records are text or bytes. */
export interface TransformSource extends BodySource, AnyRecordSource {}

/** What a codec of transforms implements, if records are JSON values. */
export interface TypedTransformSource extends AnyRecordSource {
  /** The value. If this throws, the record fails. */
  typed(): unknown;
}

/** A record on its way through a stream or a query. */
export interface TransformRecord<Data = unknown> extends CloudEvent<Data> {
  /** What the source says of all records alike, such as a remote function's context. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** What the source orders or groups by, such as a partition key. */
  readonly key: string | undefined;
}

/**
 * What a transform may return: a text, bytes, or what JSON can write; `drop()`; `partitioned(...)`. A promise of nothing
 * does not compile.
 */
export type Transformed = string | number | boolean | null | Drop | (object & { readonly then?: undefined });

/** A function that answers each record with another. `Data` is what its schema and `as` make of a record. */
export interface TransformFunction<Data = never, Returned = unknown> extends RecordFunction {
  readonly kind: "transform";
  readonly trigger: { readonly from: string | undefined };
  readonly batch: false;
  /** The handler, wrapped in its middleware. A unit test calls it with `createTransformRecord()` and `createContext()`. */
  readonly handler: (record: TransformRecord<Data>, context: Context) => MaybePromise<Returned>;
}

/** Options of {@link transform}. */
export interface TransformOptions<
  S extends Schema | undefined = Schema | undefined,
  As extends BodyFormat | undefined = BodyFormat | undefined,
  Use extends readonly EventMiddleware<never>[] = readonly EventMiddleware<never>[],
> extends Omit<RecordOptions<S, As, Use, TransformRecord>, "rejected" | "deadLetter"> {
  /**
   * The stream or the remote function by its name. Records from elsewhere are refused (ONEFN_NO_FUNCTION). Default: every
   * one that no other function of the deployable claims.
   */
  readonly from?: string | undefined;
}

/**
 * Defines a function that answers each record with what becomes of it: a text, bytes, or any other value as JSON. `drop()`
 * leaves the record out. A record whose handler throws or returns nothing fails.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the handler is not a function or an option is invalid.
 * @example
 * export const enrich = transform({ from: "clicks", schema: Click }, async ({ data }) => {
 *   if (data.bot) return drop();
 *   return { ...data, country: await countryOf(data.ip) };
 * });
 */
function defineTransform<Returned extends Transformed>(
  handler: (record: TransformRecord, context: Context) => MaybePromise<Returned>,
): TransformFunction<unknown, Returned>;
function defineTransform<
  Returned extends Transformed,
  S extends Schema | undefined = undefined,
  const As extends BodyFormat | undefined = undefined,
  const Use extends readonly EventMiddleware<TransformRecord<RecordData<S, As>>>[] = readonly EventMiddleware<
    TransformRecord<RecordData<S, As>>
  >[],
>(
  options: TransformOptions<S, As, Use>,
  handler: (
    record: TransformRecord<RecordData<S, As>>,
    context: Context & Additions<Use>,
  ) => MaybePromise<Returned>,
): TransformFunction<RecordData<S, As>, Returned>;
function defineTransform(
  ...args: readonly [Handler] | readonly [TransformOptions, Handler]
): TransformFunction {
  const [options, handler] = args.length === 1 ? [{}, args[0]] : args;
  const { rejected: _, deadLetter: __, ...shared } = RECORD_OPTIONS;
  const checks = {
    ...shared,
    from: [isText, "the name of a stream or a remote function"],
  } satisfies OptionChecks<TransformOptions>;
  const definition = {
    definer: "[onefn] transform",
    kind: "transform" as const,
    trigger: ({ from }: TransformOptions) => ({ from }),
    batch: false as const,
    checks,
  };
  return defineRecords(definition, options, handler);
}

type Handler = TransformFunction["handler"];

export { defineTransform as transform };

/** The kind `transform`, for adapters. */
export const transformKind: RecordKind<TransformFunction, TransformSource | TypedTransformSource, unknown> = {
  kind: "transform",
  words: { option: "from", place: "stream", inputs: "records" },
  place: (fn) => fn.trigger.from,
  read: (fn, source) => ("typed" in source ? typedData(fn, source.typed()) : decodeData(fn, source)),
  input: recordOver,
  outcome(output, source) {
    if (isDrop(output)) return output;
    const { value, keys } = isPartitioned(output) ? output : { value: output, keys: undefined };
    if (value === undefined || isOutcome(value)) {
      const what = value === undefined ? "nothing" : "an outcome";
      throw new OnefnError(
        "ONEFN_OUTCOME_INVALID",
        `the handler returned ${what}. Return what becomes of the record, or drop() to leave it out.`,
      );
    }
    return { ...ack<never>(), value: writing(source, value, keys) } satisfies Settled;
  },
};

function writing(source: AnyRecordSource, value: unknown, keys: PartitionKeys | undefined): unknown {
  try {
    return source.written(value, keys);
  } catch (cause) {
    throw new OnefnError(
      "ONEFN_VALUE_INVALID",
      `what the handler returned cannot be passed on: ${reasonOf(cause)}. Return a string, bytes, or what JSON can write.`,
      { cause },
    );
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof TypeError ? cause.message : "its toJSON() failed";
}

/**
 * A value as a body: text and bytes as they are, anything else as JSON, without a line break.
 *
 * @throws TypeError for what JSON cannot write, and for what it would change without a word.
 */
export function writtenBody(value: unknown): string | Uint8Array {
  return typeof value === "string" || value instanceof Uint8Array ? value : strictJson(value);
}

/** A record over a native one. A member that is not read costs nothing. */
class LazyRecord<Data> extends LazyEvent<Data, AnyRecordSource> implements TransformRecord<Data> {
  get attributes() {
    return this[OVER].attributes();
  }
  get key() {
    return this[OVER].key();
  }
}

function recordOver<Data>(source: AnyRecordSource, data: Data): TransformRecord<Data> {
  return withOwnMembers(new LazyRecord(source, data));
}

/** The members of a test's record. Every one but the data has a default. */
export interface TransformRecordInit<Data = unknown> extends EventInit<Data> {
  /** Default: none. */
  readonly attributes?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly key?: string | undefined;
  /** When it arrived. Default: now. */
  readonly time?: Date | undefined;
}

/**
 * Creates a record for unit tests, without a provider. It is copied, listed and printed like one that a handler receives.
 *
 * @example
 * const enriched = await enrich.handler(createTransformRecord({ data: { ip: "192.0.2.1" } }), createContext());
 */
export function createTransformRecord<Data>(init: TransformRecordInit<Data>): TransformRecord<Data> {
  const { attributes = {}, key, time = new Date() } = init;
  const source: AnyRecordSource = {
    ...testSource(init, "test.transform"),
    time: () => time,
    attributes: () => attributes,
    key: () => key,
    written: (value) => value,
  };
  return recordOver(source, init.data);
}
