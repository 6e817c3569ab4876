import type { Context } from "../context/context.js";
import type { Additions, EventMiddleware } from "../middleware.js";
import type { OptionChecks } from "../option-checks.js";
import type { Outcome } from "../outcome.js";
import { INPUT, OVER, withOwnMembers } from "../own-members.js";
import type { Call } from "../provider/codec.js";
import { conforming } from "../records/data.js";
import { type CloudEvent, type EventInit, LazyAttributes, testSource } from "../records/event.js";
import type { NumberFormat } from "../records/exact-number.js";
import {
  defineRecords,
  RECORD_OPTIONS,
  type RecordData,
  type RecordFunction,
  type RecordOptions,
} from "../records/function.js";
import type { RecordKind } from "../records/kind.js";
import type { RecordSource } from "../records/source.js";
import { describeIssues, type Schema, type SchemaResult } from "../schema.js";
import type { MaybePromise } from "./function.js";
import { isText } from "./options.js";

/** What happened to an item. `upsert`: an insert or an update, if the source does not distinguish them. */
export type ChangeOperation = "insert" | "update" | "delete" | "upsert";

/** What a codec of changes implements. Items are decoded on request; an event requests each once. */
export interface ChangeSource extends RecordSource {
  readonly operation: ChangeOperation;
  /** The name of the table or collection, as in the source. */
  table(): string;
  /** The item's key. */
  key(numbers: NumberFormat): Readonly<Record<string, unknown>>;
  /** The item before the change. Undefined: there was none, or the source does not send it. */
  before(numbers: NumberFormat): unknown;
  /** The item after the change. Undefined: there is none, or the source does not send it. */
  after(numbers: NumberFormat): unknown;
}

/**
 * A change of one item in a table, such as a row or a document. `data` is the native record.
 */
export interface Change<Item = unknown> extends CloudEvent {
  /** `upsert` if the source does not distinguish an insert from an update. */
  readonly operation: ChangeOperation;
  /** The name of the table or collection, as in the source. */
  readonly table: string;
  /** The item's key: each key attribute by its name. */
  readonly key: Readonly<Record<string, unknown>>;
  /**
   * The item before the change. Undefined: there was none, the source does not send it, or it does not match the
   * function's schema.
   */
  readonly before: Item | undefined;
  /** The item after the change. Undefined: there is none, or the source does not send it. */
  readonly after: Item | undefined;
}

/** A function that handles changes one at a time. `Item` is the schema's output for an item. */
export interface ChangeFunction<Item = never> extends RecordFunction {
  readonly kind: "change";
  readonly trigger: { readonly table: string | undefined };
  readonly batch: false;
  readonly numbers: NumberFormat;
  /** The handler, wrapped in its middleware. A unit test calls it with `createChange()` and `createContext()`. */
  readonly handler: (change: Change<Item>, context: Context) => unknown;
}

/** Options of {@link change}. */
export interface ChangeOptions<
  S extends Schema | undefined = Schema | undefined,
  Use extends readonly EventMiddleware<never>[] = readonly EventMiddleware<never>[],
> extends Omit<RecordOptions<S, undefined, Use, Change>, "as" | "schema" | "concurrency"> {
  /**
   * The name of the table or collection. Changes of other tables are refused (ONEFN_NO_FUNCTION). Default: every table
   * that no other function of the deployable claims.
   */
  readonly table?: string | undefined;
  /**
   * A Standard Schema (zod 4, valibot, arktype, ...) that validates `before` and `after`, if they are present. A change
   * whose `after` does not match it is rejected. A `before` that does not match it is undefined, with a warning in the
   * log: older items may have another form, and would keep their shard waiting.
   */
  readonly schema?: S | undefined;
  /**
   * How numbers arrive from sources that store more digits than a double holds. `"exact"`: a number if a double
   * represents it exactly, otherwise a bigint for integers and a string for decimals, so the same attribute may have a
   * different type in another item. `"string"`: always a string. Default: `"exact"`.
   */
  readonly numbers?: NumberFormat | undefined;
  /**
   * The number of items whose changes are handled at the same time, 1 or more. The changes of one item are always
   * handled one after another. Where the source delivers everything behind a failed change again, the adapter's option
   * `order` decides whether items are. Default: 1, all changes of a delivery in order.
   */
  readonly concurrency?: number | undefined;
}

/**
 * Defines a function that handles the changes of a table, one at a time and in order. Returning nothing acknowledges
 * the change; `retry()` and throwing deliver it again.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the handler is not a function or an option is invalid.
 * @example
 * export const index = change({ table: "products", schema: Product }, async ({ operation, key, after }) => {
 *   if (operation === "delete") await search.remove(key.id);
 *   else await search.put(key.id, after);
 * });
 */
function defineChange(
  handler: (change: Change, context: Context) => MaybePromise<Outcome | void>,
): ChangeFunction<unknown>;
function defineChange<
  S extends Schema | undefined = undefined,
  const Use extends readonly EventMiddleware<Change<RecordData<S, undefined>>>[] = readonly EventMiddleware<
    Change<RecordData<S, undefined>>
  >[],
>(
  options: ChangeOptions<S, Use>,
  handler: (
    change: Change<RecordData<S, undefined>>,
    context: Context & Additions<Use>,
  ) => MaybePromise<Outcome | void>,
): ChangeFunction<RecordData<S, undefined>>;
function defineChange(...args: readonly [Handler] | readonly [ChangeOptions, Handler]): ChangeFunction {
  const [options, handler] = args.length === 1 ? [{}, args[0]] : args;
  const { as: _, ...shared } = RECORD_OPTIONS;
  const checks = {
    ...shared,
    table: [isText, "the name of a table or collection"],
    numbers: [(value) => value === "exact" || value === "string", '"exact" or "string"'],
  } satisfies OptionChecks<ChangeOptions>;
  const definition = {
    definer: "[onefn] change",
    kind: "change" as const,
    trigger: ({ table }: ChangeOptions) => ({ table }),
    batch: false as const,
    checks,
  };
  return {
    ...defineRecords(definition, options, handler),
    concurrency: options.concurrency ?? 1,
    numbers: options.numbers ?? "exact",
  };
}

type Handler = ChangeFunction["handler"];

export { defineChange as change };

/** The kind `change`, for adapters. */
export const changeKind: RecordKind<ChangeFunction, ChangeSource, Read> = {
  kind: "change",
  words: { option: "table", place: "table", inputs: "changes" },
  place: (fn) => fn.trigger.table,
  read: (fn, source, call) => (fn.schema ? checked(fn.schema, fn.numbers, source, call) : NOTHING_READ),
  input: (source, { before, after }, { numbers }) => changeOver(source, numbers, before, after),
  unread: () => NOTHING_READ,
};

/** The items that a schema has checked, or {@link UNREAD}. */
interface Read {
  readonly before: unknown;
  readonly after: unknown;
}

/** Returns a promise if the schema is asynchronous. */
function checked(schema: Schema, numbers: NumberFormat, source: ChangeSource, call: Pick<Call, "log">) {
  const results = (["before", "after"] as const).map((name) => {
    const item = source[name](numbers);
    return item === undefined ? { value: item } : schema["~standard"].validate(item);
  });
  const join = ([before, after]: readonly SchemaResult<unknown>[]) => {
    const item = conforming(within("after", after as SchemaResult<unknown>));
    return { before: olderItem(before as SchemaResult<unknown>, source, call), after: item };
  };
  return results.some((each) => "then" in each)
    ? Promise.all(results).then(join)
    : join(results as SchemaResult<unknown>[]);
}

/** The item before a change. It may be older than the schema, and a change that fails would keep its shard waiting. */
function olderItem(result: SchemaResult<unknown>, { id }: ChangeSource, call: Pick<Call, "log">): unknown {
  const { issues } = within("before", result);
  if (!issues) return (result as { readonly value: unknown }).value;
  call.log(
    "warn",
    `[onefn] change (id ${id}): \`before\` does not match the schema, and is undefined: ${describeIssues(issues)}.`,
    { code: "ONEFN_BEFORE_INVALID" },
  );
  return undefined;
}

/** A result whose issues have the name of the item in their path. */
function within(name: string, result: SchemaResult<unknown>): SchemaResult<unknown> {
  const { issues } = result;
  return issues
    ? { issues: issues.map(({ message, path = [] }) => ({ message, path: [name, ...path] })) }
    : result;
}

/** The key and the items of a change, each decoded when it is first read. */
interface Items<Item> {
  readonly source: ChangeSource;
  readonly numbers: NumberFormat;
  key: Change["key"] | undefined;
  before: Item | undefined;
  after: Item | undefined;
}

/** A change over a native record. A member that is not read costs nothing. */
class LazyChange<Item> extends LazyAttributes<ChangeSource> implements Change<Item> {
  declare readonly [INPUT]: Items<Item>;

  constructor(source: ChangeSource, items: Items<Item>) {
    super(source);
    this[INPUT] = items;
  }

  get data() {
    return this[OVER].record;
  }
  get operation() {
    return this[OVER].operation;
  }
  get table() {
    return this[OVER].table();
  }
  get key() {
    const { [INPUT]: items } = this;
    items.key ??= items.source.key(items.numbers);
    return items.key;
  }
  get before() {
    return read(this, "before");
  }
  get after() {
    return read(this, "after");
  }
}

/** Returns an item, decoded on the first read. */
function read<Item>({ [INPUT]: items }: LazyChange<Item>, name: "before" | "after"): Item | undefined {
  if (items[name] === UNREAD) items[name] = items.source[name](items.numbers) as Item | undefined;
  return items[name];
}

const UNREAD = Symbol() as never;
const NOTHING_READ: Read = { before: UNREAD, after: UNREAD };

function changeOver<Item>(
  source: ChangeSource,
  numbers: NumberFormat,
  before: Item | undefined,
  after: Item | undefined,
): Change<Item> {
  return withOwnMembers(new LazyChange(source, { source, numbers, key: undefined, before, after }));
}

/** The members of a test's change. */
export interface ChangeInit<Item = unknown> extends Omit<EventInit, "data"> {
  readonly operation: ChangeOperation;
  readonly key: Readonly<Record<string, unknown>>;
  /** The item before the change, as the function's schema outputs it. Default: undefined. */
  readonly before?: Item | undefined;
  /** The item after the change, as the function's schema outputs it. Default: undefined. */
  readonly after?: Item | undefined;
  /** Default: `"test"`. */
  readonly table?: string | undefined;
  /** When it happened. Default: now. */
  readonly time?: Date | undefined;
  /** The native record. Default: undefined. */
  readonly data?: unknown;
}

/**
 * Creates a change for unit tests, without a provider. It is copied, listed and printed like one that a handler
 * receives.
 *
 * @example
 * await index.handler(createChange({ operation: "delete", key: { id: "1" } }), createContext());
 */
export function createChange<Item>(init: ChangeInit<Item>): Change<Item> {
  const { operation, table = "test", time = new Date(), data: record, key, before, after } = init;
  const source: ChangeSource = {
    ...testSource({ ...init, data: record }, "test.change"),
    record,
    operation,
    table: () => table,
    time: () => time,
    key: () => key,
    before: () => before,
    after: () => after,
  };
  return changeOver(source, "exact", before, after);
}
