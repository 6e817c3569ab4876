import type { Context } from "../context/context.js";
import type { Message } from "../message/message.js";
import type { BodyFormat } from "../message/source.js";
import { type Additions, compose, type EventMiddleware } from "../middleware.js";
import type { Outcome } from "../outcome.js";
import type { Schema, SchemaOutput } from "../schema.js";
import { checkHandler, checkMessage } from "./check.js";
import { type AnyFunction, branded, type MaybePromise } from "./function.js";

/** Messages of one batch that are handled at the same time unless `concurrency` says otherwise. */
export const DEFAULT_CONCURRENCY = 10;

interface MessageFunctionBase extends AnyFunction {
  readonly kind: "message";
  readonly trigger: { readonly from: string | undefined };
  readonly schema: Schema | undefined;
  readonly as: BodyFormat | undefined;
  readonly concurrency: number;
}

/** A function that handles messages one at a time. `Data` is what its schema and `as` make of a body. */
export interface SingleMessageFunction<Data = never> extends MessageFunctionBase {
  readonly batch: false;
  /** The handler with its middleware around it: a unit test calls it with `createMessage()` and `createContext()`. */
  readonly handler: (message: Message<Data>, context: Context) => unknown;
}

/** A function that handles the messages of one delivery together. `Data` is what its schema and `as` make of a body. */
export interface BatchMessageFunction<Data = never> extends MessageFunctionBase {
  readonly batch: true;
  /** The handler with its middleware around it: a unit test calls it with `createMessage()` and `createContext()`. */
  readonly handler: (messages: readonly Message<Data>[], context: Context) => unknown;
}

/** A function that handles messages. */
export type MessageFunction<Data = never> = SingleMessageFunction<Data> | BatchMessageFunction<Data>;

/** Options of {@link message}. */
export interface MessageOptions<
  S extends Schema | undefined = Schema | undefined,
  As extends BodyFormat | undefined = BodyFormat | undefined,
  Use extends readonly EventMiddleware<never>[] = readonly EventMiddleware<never>[],
> {
  /** For logs and deployments. */
  readonly name?: string | undefined;
  /**
   * The queue, topic or stream by its name. Messages from elsewhere are refused (ONEFN_NO_FUNCTION). Default: every
   * queue that no other function of the deployable claims.
   */
  readonly from?: string | undefined;
  /**
   * What the data must be (Standard Schema: zod 4, valibot, arktype, ...). A message that does not conform is
   * rejected by itself; its neighbours go on.
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
}

/** The type of `data` that a schema and a format give. */
export type MessageData<S, As> = S extends Schema
  ? SchemaOutput<S>
  : As extends "text"
    ? string
    : As extends "bytes"
      ? Uint8Array
      : unknown;

/** What a message handler may return: nothing acknowledges. */
export type MessageResult = MaybePromise<Outcome | void>;

/**
 * What a batch handler returns: a message that is missing from the map is acknowledged, as are all by nothing. Its keys
 * are the messages themselves: one that is none of them has all delivered again.
 */
export type BatchResult<Data = unknown> = MaybePromise<ReadonlyMap<Message<Data>, Outcome> | void>;

/**
 * Defines a function that handles messages one at a time, whatever the size of the provider's batch. Returning
 * nothing acknowledges, `retry()` and throwing deliver again, `reject()` refuses for good.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for a handler that is no function, and for options that cannot be meant.
 * @example
 * export const orders = message({ from: "orders", schema: Order }, async (order, context) => {
 *   if (!(await stock(order.data.sku))) return retry({ after: 30 });
 * });
 */
function defineMessage(
  handler: (message: Message, context: Context) => MessageResult,
): SingleMessageFunction<unknown>;
function defineMessage<
  S extends Schema | undefined = undefined,
  const As extends BodyFormat | undefined = undefined,
  const Use extends readonly EventMiddleware<Message<MessageData<S, As>>>[] = readonly EventMiddleware<
    Message<MessageData<S, As>>
  >[],
>(
  options: MessageOptions<S, As, Use>,
  handler: (message: Message<MessageData<S, As>>, context: Context & Additions<Use>) => MessageResult,
): SingleMessageFunction<MessageData<S, As>>;
function defineMessage(
  ...args: readonly [SingleHandler] | readonly [MessageOptions, SingleHandler]
): SingleMessageFunction {
  const [options, handler] = args.length === 1 ? [{}, args[0]] : args;
  const described = describe("[onefn] message", options, handler);
  return branded({ ...described, batch: false, handler: around(options, handler) });
}

/**
 * Defines a function that handles all messages of one delivery together, for handlers that write in bulk.
 * Messages that cannot be decoded do not reach it; they answer for themselves.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for a handler that is no function, and for options that cannot be meant.
 * @example
 * export const audit = message.batch({ from: "audit" }, async (messages) => {
 *   const failed = await insertAll(messages.map((each) => each.data));
 *   return new Map(failed.map((index) => [messages[index]!, retry()]));
 * });
 */
function defineBatch(
  handler: (messages: readonly Message[], context: Context) => BatchResult,
): BatchMessageFunction<unknown>;
function defineBatch<
  S extends Schema | undefined = undefined,
  const As extends BodyFormat | undefined = undefined,
  const Use extends readonly EventMiddleware<
    readonly Message<MessageData<S, As>>[]
  >[] = readonly EventMiddleware<readonly Message<MessageData<S, As>>[]>[],
>(
  options: MessageOptions<S, As, Use>,
  handler: (
    messages: readonly Message<MessageData<S, As>>[],
    context: Context & Additions<Use>,
  ) => BatchResult<MessageData<S, As>>,
): BatchMessageFunction<MessageData<S, As>>;
function defineBatch(
  ...args: readonly [BatchHandler] | readonly [MessageOptions, BatchHandler]
): BatchMessageFunction {
  const [options, handler] = args.length === 1 ? [{}, args[0]] : args;
  const described = describe("[onefn] message.batch", options, handler);
  return branded({ ...described, batch: true, handler: around(options, handler) });
}

/** Defines functions that messages trigger: `message` for one at a time, `message.batch` for whole batches. */
export const message: typeof defineMessage & { readonly batch: typeof defineBatch } =
  /* @__PURE__ */ Object.assign(defineMessage, { batch: defineBatch });

type SingleHandler = SingleMessageFunction["handler"];
type BatchHandler = BatchMessageFunction["handler"];

function describe(definer: string, options: MessageOptions, handler: unknown) {
  checkHandler(definer, handler);
  checkMessage(definer, options);
  const { name, from, schema, as, concurrency = DEFAULT_CONCURRENCY } = options;
  return {
    kind: "message" as const,
    name,
    trigger: { from },
    schema,
    as,
    concurrency,
  };
}

function around<Input>(
  options: MessageOptions,
  handler: (input: Input, context: Context) => unknown,
): (input: Input, context: Context) => unknown {
  const { use } = options;
  return use ? compose(use as readonly EventMiddleware<Input>[], handler, "ONEFN_OUTCOME_INVALID") : handler;
}
