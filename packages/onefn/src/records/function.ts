import type { Context } from "../context/context.js";
import { type AnyFunction, branded, type MaybePromise } from "../kinds/function.js";
import { checkHandler, isFunctions, isText, SCHEMA } from "../kinds/options.js";
import { compose, type EventMiddleware } from "../middleware.js";
import { checkOptions, type OptionChecks } from "../option-checks.js";
import type { Kind } from "../provider/provider.js";
import type { Schema, SchemaOutput } from "../schema.js";
import type { BodyFormat } from "./source.js";

/** Records of one event that are handled at the same time unless `concurrency` says otherwise. */
export const DEFAULT_CONCURRENCY = 10;

/** What functions of every kind that comes in records have in common. */
export interface RecordFunction extends AnyFunction {
  readonly schema: Schema | undefined;
  readonly as: BodyFormat | undefined;
  readonly concurrency: number;
  /** Whether the handler takes all records of a delivery together. */
  readonly batch: boolean;
  readonly rejected: RejectedPolicy;
  readonly deadLetter: DeadLetter<never> | undefined;
  readonly handler: (input: never, context: Context) => unknown;
}

/** What becomes of a rejected record where the source cannot refuse it on demand. */
export type RejectedPolicy = "retry" | "acknowledge";

/** Why a record is a dead letter. */
export interface DeadLetterCause {
  /** The reason that `reject({ reason })` gave. */
  readonly reason: string | undefined;
  /** What the handler threw, or an OnefnError that says why the record could not be read. */
  readonly error: unknown;
}

/** Moves a dead letter. The source is told that it is done once the returned promise resolves. */
export type DeadLetter<Input> = (
  input: Input,
  cause: DeadLetterCause,
  context: Context,
) => MaybePromise<void>;

/** The options of every kind that comes in records; a kind adds its claim. */
export interface RecordOptions<
  S extends Schema | undefined = Schema | undefined,
  As extends BodyFormat | undefined = BodyFormat | undefined,
  Use extends readonly EventMiddleware<never>[] = readonly EventMiddleware<never>[],
  Input = never,
> {
  /** For logs and deployments. */
  readonly name?: string | undefined;
  /**
   * A Standard Schema (zod 4, valibot, arktype, ...) that validates the data. A message that does not match is rejected
   * by itself; its neighbours go on.
   */
  readonly schema?: S | undefined;
  /**
   * How the body is read: `"json"`, `"text"` (UTF-8) or `"bytes"`. Default: JSON with a schema, else what the
   * message's content-type attribute says, else text.
   */
  readonly as?: As | undefined;
  /**
   * Messages handled at the same time, 1 or more; those of one ordered group never are. Default: 10.
   */
  readonly concurrency?: number | undefined;
  /** Middleware around each message, the first outermost. */
  readonly use?: readonly [...Use] | undefined;
  /**
   * What becomes of a rejected message where the source cannot refuse one on demand (see the capability `reject`):
   * `"retry"` has it delivered again, until the source's own limit moves it to a dead-letter queue or gives it up;
   * `"acknowledge"` gives it up at once, with an error in the log. Default: `"retry"`, because nothing is lost by it.
   */
  readonly rejected?: RejectedPolicy | undefined;
  /**
   * Moves a message that is rejected where the source cannot refuse it on demand, or that fails for the last time where
   * the source would lose it. It is acknowledged afterwards. If this throws, the message is delivered again, as far as
   * the source can. The message is unchecked: its data is the body as it arrived, text or bytes, and undefined if there
   * was none. Default: none.
   *
   * @example
   * message({ from: "orders", deadLetter: (order, { reason }) => store.put(`dead/${order.id}`, order.data) }, handle);
   */
  readonly deadLetter?: DeadLetter<Input> | undefined;
}

/** The type of `data` that a schema and a format give. */
export type RecordData<S, As> = S extends Schema
  ? SchemaOutput<S>
  : As extends "text"
    ? string
    : As extends "bytes"
      ? Uint8Array
      : unknown;

/** The checks of the options that every such kind has. */
export const RECORD_OPTIONS = {
  name: [isText, "a string"],
  schema: SCHEMA,
  as: [(value) => ["json", "text", "bytes"].includes(value as string), '"json", "text" or "bytes"'],
  concurrency: [(value) => Number.isInteger(value) && (value as number) > 0, "a count, 1 or more"],
  use: [isFunctions, "a list of middleware functions"],
  rejected: [(value) => value === "retry" || value === "acknowledge", '"retry" or "acknowledge"'],
  deadLetter: [(value) => typeof value === "function", "a function"],
} satisfies OptionChecks<RecordOptions>;

/** What a definer knows of its function beside the options. */
interface Definition<K extends Kind, Options, Trigger extends object, Batch extends boolean> {
  /** For the text of errors, such as `[onefn] message`. */
  readonly definer: string;
  readonly kind: K;
  /** What the options claim, once they are checked. */
  trigger(options: Options): Trigger;
  readonly batch: Batch;
  readonly checks: OptionChecks;
}

/**
 * Makes a function of a kind that comes in records.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for a handler that is no function, and for invalid options.
 */
export function defineRecords<
  K extends Kind,
  Options extends RecordOptions,
  Trigger extends object,
  Batch extends boolean,
  Handler extends (input: never, context: Context) => unknown,
>(
  { definer, kind, trigger, batch, checks }: Definition<K, Options, Trigger, Batch>,
  options: Options,
  handler: Handler,
) {
  checkHandler(definer, handler);
  checkOptions(definer, options, checks);
  const {
    name,
    schema,
    as,
    concurrency = DEFAULT_CONCURRENCY,
    use,
    rejected = "retry",
    deadLetter,
  } = options;
  const around = use
    ? compose(use as readonly EventMiddleware<never>[], handler, "ONEFN_OUTCOME_INVALID")
    : handler;
  return branded({
    kind,
    name,
    trigger: trigger(options),
    schema,
    as,
    concurrency,
    batch,
    rejected,
    deadLetter: deadLetter as DeadLetter<never> | undefined,
    handler: around as Handler,
  });
}
