import type { Context } from "../context/context.js";
import type { Additions, EventMiddleware } from "../middleware.js";
import type { OptionChecks } from "../option-checks.js";
import type { Outcome } from "../outcome.js";
import { withOwnMembers } from "../own-members.js";
import { checkData } from "../records/data.js";
import { type CloudEvent, type EventInit, LazyEvent, testSource } from "../records/event.js";
import {
  defineRecords,
  RECORD_OPTIONS,
  type RecordData,
  type RecordFunction,
  type RecordOptions,
} from "../records/function.js";
import type { RecordKind } from "../records/kind.js";
import type { RecordSource } from "../records/source.js";
import type { Schema, SchemaOutput } from "../schema.js";
import type { MaybePromise } from "./function.js";
import { isSchema } from "./options.js";

/** What a codec of events implements. */
export interface CloudEventSource extends RecordSource {
  /**
   * The event's data: JSON values, a string, bytes, or undefined if there is none. An event requests it once.
   *
   * @param asJson whether the function has a schema. A text whose format the source does not tell is then JSON.
   * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE if the data cannot be decoded.
   */
  data(asJson: boolean): unknown;
}

/** The schemas of a function for several types of events, by type. */
export type SchemasByType = Readonly<Record<string, Schema>>;

/** An event of one type. */
export interface TypedEvent<Type extends string, Data> extends CloudEvent<Data> {
  readonly type: Type;
}

/** What a function receives: a union by `type` if it has a schema for each type. */
export type EventOf<
  S extends Schema | undefined,
  Types extends SchemasByType | undefined,
> = Types extends SchemasByType
  ? { [Type in keyof Types & string]: TypedEvent<Type, SchemaOutput<Types[Type]>> }[keyof Types & string]
  : CloudEvent<RecordData<S, undefined>>;

/** A function that handles events one at a time. `Event` is what its handler receives. */
export interface EventFunction<Event = never> extends RecordFunction {
  readonly kind: "event";
  readonly trigger: {
    readonly type: readonly string[] | undefined;
    readonly source: readonly string[] | undefined;
  };
  readonly batch: false;
  readonly types: SchemasByType | undefined;
  /** The handler, wrapped in its middleware. A unit test calls it with `createEvent()` and `createContext()`. */
  readonly handler: (event: Event, context: Context) => unknown;
}

/** Options of {@link event}. */
export interface EventOptions<
  S extends Schema | undefined = Schema | undefined,
  Types extends SchemasByType | undefined = SchemasByType | undefined,
  Use extends readonly EventMiddleware<never>[] = readonly EventMiddleware<never>[],
> extends Omit<RecordOptions<S, undefined, Use, CloudEvent>, "as"> {
  /**
   * The type of the events to handle, or a list: EventBridge's `detail-type`, Event Grid's `eventType`, otherwise the
   * CloudEvents `type`. A star at the end stands for anything, as in `com.shop.order.*`. An event goes to the first
   * function whose filters match. If none match, it is acknowledged. Default: every type.
   */
  readonly type?: string | readonly string[] | undefined;
  /** The source of the events to handle, or a list, with stars as in `type`. Default: every source. */
  readonly source?: string | readonly string[] | undefined;
  /**
   * A schema for each type to handle, instead of `type` and `schema`. The handler then receives a union: checking
   * `event.type` narrows `event.data`.
   */
  readonly types?: Types | undefined;
}

/** What an event handler may return. Nothing acknowledges the event. */
export type EventResult = MaybePromise<Outcome | void>;

/**
 * Defines a function that handles events of an event bus, or any other CloudEvents, one at a time. They arrive in no
 * particular order, and may arrive twice. Returning nothing acknowledges the event; `retry()` and throwing deliver it
 * again.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the handler is not a function or an option is invalid.
 * @example
 * export const welcome = event({ type: "user.created", schema: User }, async ({ data }) => {
 *   await mail.send(data.email, "Welcome");
 * });
 * @example
 * export const orders = event({ types: { "order.placed": Order, "order.cancelled": Cancellation } }, async (each) => {
 *   if (each.type === "order.placed") await reserve(each.data.items);
 *   else await release(each.data.orderId);
 * });
 */
function defineEvent(
  handler: (event: CloudEvent, context: Context) => EventResult,
): EventFunction<CloudEvent>;
function defineEvent<
  S extends Schema | undefined = undefined,
  const Types extends SchemasByType | undefined = undefined,
  const Use extends readonly EventMiddleware<EventOf<S, Types>>[] = readonly EventMiddleware<
    EventOf<S, Types>
  >[],
>(
  options: EventOptions<S, Types, Use>,
  handler: (event: EventOf<S, Types>, context: Context & Additions<Use>) => EventResult,
): EventFunction<EventOf<S, Types>>;
function defineEvent(...args: readonly [Handler] | readonly [EventOptions, Handler]): EventFunction {
  const [options, handler] = args.length === 1 ? [{}, args[0]] : args;
  const { as: _, ...shared } = RECORD_OPTIONS;
  const checks = {
    ...shared,
    type: [isPatterns, "a type or a list of types, each with a star at most at its end"],
    source: [isPatterns, "a source or a list of sources, each with a star at most at its end"],
    types: [
      (value, { type, schema }) => isSchemas(value) && type === undefined && schema === undefined,
      "an object with a Standard Schema for each type, without stars, and without `type` and `schema`",
    ],
  } satisfies OptionChecks<EventOptions>;
  const definition = {
    definer: "[onefn] event",
    kind: "event" as const,
    trigger: ({ types, type = types && Object.keys(types), source }: EventOptions) => ({
      type: type === undefined ? type : [type].flat(),
      source: source === undefined ? source : [source].flat(),
    }),
    batch: false as const,
    checks,
  };
  return { ...defineRecords(definition, options, handler), types: options.types };
}

type Handler = EventFunction["handler"];

function isPatterns(value: unknown): boolean {
  const list = [value].flat();
  return list.length > 0 && list.every((each) => typeof each === "string" && /^[^*]+\*?$|^\*$/.test(each));
}

function isSchemas(value: unknown): boolean {
  if (Object(value) !== value) return false;
  const entries = Object.entries(value as object);
  return entries.length > 0 && entries.every(([type, schema]) => !type.includes("*") && isSchema(schema));
}

export { defineEvent as event };

/** The kind `event`, for adapters. */
export const eventKind: RecordKind<EventFunction, CloudEventSource, unknown> = {
  kind: "event",
  words: { option: "type", place: "event", inputs: "events" },
  // Types and sources are filters: a bus has more events than one deployable handles.
  place: () => undefined,
  admits: ({ trigger: { type, source } }, event) =>
    (!type || matches(type, event.type())) && (!source || matches(source, event.source())),
  read({ schema, types }, event) {
    // `admits` has let through only the types that have a schema.
    const checked = types ? types[event.type()] : schema;
    const data = event.data(checked !== undefined);
    return checked ? checkData(checked, data) : data;
  },
  input: eventOver,
  unread(event) {
    try {
      return event.data(false);
    } catch {
      return undefined;
    }
  },
};

function matches(patterns: readonly string[], value: string): boolean {
  return patterns.some((each) => (each.endsWith("*") ? value.startsWith(each.slice(0, -1)) : value === each));
}

function eventOver<Data>(source: RecordSource, data: Data): CloudEvent<Data> {
  return withOwnMembers(new LazyEvent(source, data));
}

/** The members of a test's event. */
export interface CloudEventInit<Type extends string = string, Data = unknown> extends EventInit<Data> {
  readonly type: Type;
  /** When it happened. Default: now. */
  readonly time?: Date | undefined;
}

/**
 * Creates an event for unit tests, without a provider. It is copied, listed and printed like one that a handler receives.
 *
 * @example
 * await welcome.handler(createEvent({ type: "user.created", data: { email: "a@example.com" } }), createContext());
 */
export function createEvent<const Type extends string, Data>(
  init: CloudEventInit<Type, Data>,
): TypedEvent<Type, Data> {
  const { time = new Date() } = init;
  const source = { ...testSource(init, init.type), time: () => time };
  return eventOver(source, init.data) as TypedEvent<Type, Data>;
}
