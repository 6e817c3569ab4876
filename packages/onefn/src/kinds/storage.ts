import type { Context } from "../context/context.js";
import type { Additions, EventMiddleware } from "../middleware.js";
import type { OptionChecks } from "../option-checks.js";
import type { Outcome } from "../outcome.js";
import { OVER, withOwnMembers } from "../own-members.js";
import { type CloudEvent, type EventInit, LazyEvent, testSource } from "../records/event.js";
import {
  defineRecords,
  RECORD_OPTIONS,
  type RecordFunction,
  type RecordOptions,
} from "../records/function.js";
import type { RecordKind } from "../records/kind.js";
import type { RecordSource } from "../records/source.js";
import type { MaybePromise } from "./function.js";
import { isText } from "./options.js";

/**
 * What happened to an object. `updated`: its metadata, tags, access or tier changed, but not its content. `archived`:
 * the version is no longer the live one, because the object was deleted or overwritten; only Cloud Storage reports
 * this.
 */
export type StorageOperation = "created" | "deleted" | "updated" | "archived";

/** What a codec of storage notifications implements. */
export interface StorageSource extends RecordSource {
  readonly operation: StorageOperation;
  readonly bucket: string;
  /** The object's name, decoded. */
  readonly key: string;
  /** The native notification: the event's data. */
  readonly notification: unknown;
  /** Bytes. */
  size(): number | undefined;
  /** Without quotation marks. */
  etag(): string | undefined;
  /** The object's media type. Absent: the source never sends it. */
  objectType?(): string | undefined;
  version(): string | undefined;
}

/**
 * A notification about an object in a bucket. `data` is the native notification. It does not contain the object: read
 * that with the provider's client.
 */
export interface StorageNotification extends CloudEvent {
  readonly operation: StorageOperation;
  /** The name of the bucket or container, as in the source. */
  readonly bucket: string;
  /** The object's name in its bucket, decoded. Pass it to the provider's client as it is. */
  readonly key: string;
  /** Bytes. Undefined if the source does not send it, as for deleted objects. */
  readonly size: number | undefined;
  /** Without quotation marks. Its format depends on the provider. */
  readonly etag: string | undefined;
  readonly contentType: string | undefined;
  /** The object's version, if its bucket keeps versions. */
  readonly version: string | undefined;
}

/** A function that handles storage notifications. */
export interface StorageFunction extends RecordFunction {
  readonly kind: "storage";
  readonly trigger: {
    readonly bucket: string | undefined;
    readonly on: readonly StorageOperation[] | undefined;
    readonly prefix: string | undefined;
    readonly suffix: string | undefined;
  };
  readonly batch: false;
  /**
   * The handler, wrapped in its middleware. A unit test calls it with `createStorageNotification()` and
   * `createContext()`.
   */
  readonly handler: (notification: StorageNotification, context: Context) => unknown;
}

/** Options of {@link storage}. */
export interface StorageOptions<
  Use extends readonly EventMiddleware<never>[] = readonly EventMiddleware<never>[],
> extends Omit<RecordOptions<undefined, undefined, Use, StorageNotification>, "as" | "schema"> {
  /**
   * The name of the bucket or container. Notifications from other buckets are refused (ONEFN_NO_FUNCTION). Default:
   * every bucket that no other function of the deployable claims.
   */
  readonly bucket?: string | undefined;
  /**
   * One operation or a list. A notification goes to the first function of its bucket whose filters match. If none
   * match, it is acknowledged. Default: all operations.
   */
  readonly on?: StorageOperation | readonly StorageOperation[] | undefined;
  /** The beginning of the keys to handle, such as `photos/`. Default: any. */
  readonly prefix?: string | undefined;
  /** The end of the keys to handle, such as `.jpg`. Default: any. */
  readonly suffix?: string | undefined;
}

/**
 * Defines a function that handles storage notifications, one at a time. They arrive in no particular order, and may
 * arrive twice. Returning nothing acknowledges the notification; `retry()` and throwing deliver it again.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the handler is not a function or an option is invalid.
 * @example
 * export const thumbnails = storage({ bucket: "uploads", on: "created", suffix: ".jpg" }, async ({ bucket, key }) => {
 *   await resize(await files.read(bucket, key));
 * });
 */
function defineStorage(
  handler: (notification: StorageNotification, context: Context) => MaybePromise<Outcome | void>,
): StorageFunction;
function defineStorage<
  const Use extends
    readonly EventMiddleware<StorageNotification>[] = readonly EventMiddleware<StorageNotification>[],
>(
  options: StorageOptions<Use>,
  handler: (
    notification: StorageNotification,
    context: Context & Additions<Use>,
  ) => MaybePromise<Outcome | void>,
): StorageFunction;
function defineStorage(...args: readonly [Handler] | readonly [StorageOptions, Handler]): StorageFunction {
  const [options, handler] = args.length === 1 ? [{}, args[0]] : args;
  const { as: _, schema: __, ...shared } = RECORD_OPTIONS;
  const checks = {
    ...shared,
    bucket: [isText, "the name of a bucket"],
    on: [isOperations, `one of ${OPERATIONS.join(", ")}, or a list of them`],
    prefix: [isText, "a string"],
    suffix: [isText, "a string"],
  } satisfies OptionChecks<StorageOptions>;
  const definition = {
    definer: "[onefn] storage",
    kind: "storage" as const,
    trigger: ({ bucket, on, prefix, suffix }: StorageOptions) => ({
      bucket,
      on: on === undefined ? on : [on].flat(),
      prefix,
      suffix,
    }),
    batch: false as const,
    checks,
  };
  return defineRecords(definition, options, handler);
}

type Handler = StorageFunction["handler"];

const OPERATIONS: readonly unknown[] = ["created", "deleted", "updated", "archived"];

function isOperations(value: unknown): boolean {
  const list = [value].flat();
  return list.length > 0 && list.every((each) => OPERATIONS.includes(each));
}

export { defineStorage as storage };

/** The kind `storage`, for adapters. */
export const storageKind: RecordKind<StorageFunction, StorageSource> = {
  kind: "storage",
  words: { option: "bucket", place: "bucket", inputs: "notifications" },
  place: (fn) => fn.trigger.bucket,
  admits({ trigger: { on, prefix = "", suffix = "" } }, { operation, key }) {
    return (!on || on.includes(operation)) && key.startsWith(prefix) && key.endsWith(suffix);
  },
  input: notificationOver,
};

/** A notification over a native record. A member that is not read costs nothing. */
class LazyNotification extends LazyEvent<unknown, StorageSource> implements StorageNotification {
  get operation() {
    return this[OVER].operation;
  }
  get bucket() {
    return this[OVER].bucket;
  }
  get key() {
    return this[OVER].key;
  }
  get size() {
    return this[OVER].size();
  }
  get etag() {
    return this[OVER].etag();
  }
  get contentType() {
    return this[OVER].objectType?.();
  }
  get version() {
    return this[OVER].version();
  }
}

function notificationOver(source: StorageSource): StorageNotification {
  return withOwnMembers(new LazyNotification(source, source.notification));
}

/** The members of a test's notification. */
export interface StorageNotificationInit extends Omit<EventInit, "data"> {
  readonly operation: StorageOperation;
  readonly key: string;
  /** Default: `"test"`. */
  readonly bucket?: string | undefined;
  readonly size?: number | undefined;
  readonly etag?: string | undefined;
  readonly contentType?: string | undefined;
  readonly version?: string | undefined;
  /** When it happened. Default: now. */
  readonly time?: Date | undefined;
  /** The native notification. Default: undefined. */
  readonly data?: unknown;
}

/**
 * Creates a notification for unit tests, without a provider. It is copied, listed and printed like one that a handler
 * receives.
 *
 * @example
 * await thumbnails.handler(createStorageNotification({ operation: "created", key: "a.jpg" }), createContext());
 */
export function createStorageNotification(init: StorageNotificationInit): StorageNotification {
  const { operation, key, bucket = "test", time = new Date(), data } = init;
  const { subject = key, size, etag, contentType, version } = init;
  return notificationOver({
    ...testSource({ ...init, subject, data }, "test.storage"),
    notification: data,
    operation,
    bucket,
    key,
    time: () => time,
    size: () => size,
    etag: () => etag,
    objectType: () => contentType,
    version: () => version,
  });
}
