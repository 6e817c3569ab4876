import type { Context } from "../context/context.js";
import type { Additions, EventMiddleware } from "../middleware.js";
import type { OptionChecks } from "../option-checks.js";
import type { Outcome } from "../outcome.js";
import { OVER, withOwnMembers } from "../own-members.js";
import { decodeData, ownBytes } from "../records/data.js";
import { type CloudEvent, type EventInit, LazyEvent, testSource, writableTime } from "../records/event.js";
import {
  defineRecords,
  RECORD_OPTIONS,
  type RecordData,
  type RecordFunction,
  type RecordOptions,
} from "../records/function.js";
import type { RecordKind } from "../records/kind.js";
import type { AttributeValue, BodyFormat, MessageSource } from "../records/source.js";
import type { Schema } from "../schema.js";
import type { MaybePromise } from "./function.js";
import { isText } from "./options.js";

/** A message of a queue, topic or stream. */
export interface Message<Data = unknown> extends CloudEvent<Data> {
  /** The sender's attributes, each with its type. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Which delivery this is; the first is 1. Undefined if the source does not tell. */
  readonly attempt: number | undefined;
  /** Whether it was delivered before. Undefined if the source does not tell. */
  readonly redelivered: boolean | undefined;
  /** What the source orders or groups by: a FIFO group, a partition key. */
  readonly key: string | undefined;
  /** When it was sent. Undefined if the source does not tell, or if what it tells is not a time. */
  readonly enqueuedAt: Date | undefined;
}

interface MessageFunctionBase extends RecordFunction {
  readonly kind: "message";
  readonly trigger: { readonly from: string | undefined };
}

/** A function that handles messages one at a time. `Data` is what its schema and `as` make of a body. */
export interface SingleMessageFunction<Data = never> extends MessageFunctionBase {
  readonly batch: false;
  /** The handler, wrapped in its middleware. A unit test calls it with `createMessage()` and `createContext()`. */
  readonly handler: (message: Message<Data>, context: Context) => unknown;
}

/** A function that handles the messages of one delivery together. `Data` is what its schema and `as` make of a body. */
export interface BatchMessageFunction<Data = never> extends MessageFunctionBase {
  readonly batch: true;
  /** The handler, wrapped in its middleware. A unit test calls it with a list of messages and `createContext()`. */
  readonly handler: (messages: readonly Message<Data>[], context: Context) => unknown;
}

/** A function that handles messages. */
export type MessageFunction<Data = never> = SingleMessageFunction<Data> | BatchMessageFunction<Data>;

/** Options of {@link message}. */
export interface MessageOptions<
  S extends Schema | undefined = Schema | undefined,
  As extends BodyFormat | undefined = BodyFormat | undefined,
  Use extends readonly EventMiddleware<never>[] = readonly EventMiddleware<never>[],
> extends RecordOptions<S, As, Use, Message> {
  /**
   * The queue, topic or stream by its name. Messages from elsewhere are refused (ONEFN_NO_FUNCTION). Default: every
   * queue that no other function of the deployable claims.
   */
  readonly from?: string | undefined;
}

/** The type of `data` that a schema and a format give. */
export type MessageData<S, As> = RecordData<S, As>;

/** What a message handler may return. Nothing acknowledges the message. */
export type MessageResult = MaybePromise<Outcome | void>;

/**
 * What a batch handler may return: outcomes by message. A message that is missing from the map is acknowledged, and
 * returning nothing acknowledges all. The keys must be the messages themselves, not ids or copies: with any other key, the
 * whole batch is delivered again.
 */
export type BatchResult<Data = unknown> = MaybePromise<ReadonlyMap<Message<Data>, Outcome> | void>;

/**
 * Defines a function that handles messages one at a time, whatever the size of the provider's batch. Returning
 * nothing acknowledges, `retry()` and throwing deliver again, `reject()` refuses for good.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the handler is not a function or an option is invalid.
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
  return defineRecords(definition("[onefn] message", false), options, handler);
}

/**
 * Defines a function that handles all messages of one delivery together, for handlers that write in bulk.
 * Messages that cannot be decoded do not reach it; they fail alone.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the handler is not a function or an option is invalid.
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
  return defineRecords(definition("[onefn] message.batch", true), options, handler);
}

/** Defines functions that messages trigger: `message` for one at a time, `message.batch` for whole batches. */
export const message: typeof defineMessage & { readonly batch: typeof defineBatch } =
  /* @__PURE__ */ Object.assign(defineMessage, { batch: defineBatch });

type SingleHandler = SingleMessageFunction["handler"];
type BatchHandler = BatchMessageFunction["handler"];

function definition<Batch extends boolean>(definer: string, batch: Batch) {
  const trigger = ({ from }: MessageOptions) => ({ from });
  // Not a constant of the module: bundlers keep a spread there, used or not.
  const checks: OptionChecks<MessageOptions> = {
    ...RECORD_OPTIONS,
    from: [isText, "the name of a queue or topic"],
  };
  return { definer, kind: "message" as const, trigger, batch, checks };
}

/** The kind `message`, for adapters. */
export const messageKind: RecordKind<MessageFunction, MessageSource, unknown> = {
  kind: "message",
  words: { option: "from", place: "queue", inputs: "messages" },
  place: (fn) => fn.trigger.from,
  read(fn, source) {
    const body = source.load?.();
    return body ? body.then((loaded) => decodeData(fn, source, loaded)) : decodeData(fn, source);
  },
  input: messageOver,
  unread(source) {
    try {
      const body = source.body();
      return body instanceof Uint8Array ? ownBytes(body) : body;
    } catch {
      // The body cannot be decoded.
      return undefined;
    }
  },
};

/** A message over a native record. A member that is not read costs nothing. */
class LazyMessage<Data> extends LazyEvent<Data, MessageSource> implements Message<Data> {
  override get time() {
    return this.enqueuedAt?.toISOString();
  }
  get attributes() {
    return this[OVER].attributes();
  }
  get attempt() {
    return this[OVER].attempt();
  }
  get redelivered() {
    const { attempt, [OVER]: source } = this;
    return attempt === undefined ? source.redelivered?.() : attempt > 1;
  }
  get key() {
    return this[OVER].key();
  }
  get enqueuedAt() {
    return writableTime(this[OVER].enqueuedAt());
  }
}

function messageOver<Data>(source: MessageSource, data: Data): Message<Data> {
  return withOwnMembers(new LazyMessage(source, data));
}

/** The members of a test's message. Every one but the data has a default. */
export interface MessageInit<Data = unknown> extends EventInit<Data> {
  /** Default: none. */
  readonly attributes?: Readonly<Record<string, AttributeValue>> | undefined;
  /** Which delivery this is. Undefined: as if the source did not tell. Default: 1, the first. */
  readonly attempt?: number | undefined;
  /** Whether it was delivered before, if there is no `attempt`. Default: undefined. */
  readonly redelivered?: boolean | undefined;
  readonly key?: string | undefined;
  /** When it was sent. Default: now. */
  readonly enqueuedAt?: Date | undefined;
}

/**
 * Creates a message for unit tests, without a provider. It is copied, listed and printed like one that a handler receives.
 *
 * @example
 * const outcome = await orders.handler(createMessage({ data: { sku: "tea", amount: 1 } }), createContext());
 */
export function createMessage<Data>(init: MessageInit<Data>): Message<Data> {
  const { attributes = {}, key, redelivered, enqueuedAt = new Date() } = init;
  const attempt = "attempt" in init ? init.attempt : 1;
  const source: MessageSource = {
    ...testSource(init, "test.message"),
    // A test gives the data as it is after decoding.
    body: () => "",
    attributes: () => attributes,
    attempt: () => attempt,
    redelivered: () => redelivered,
    key: () => key,
    enqueuedAt: () => enqueuedAt,
  };
  return messageOver(source, init.data);
}
