import { HttpError } from "onefn";
import type {
  OutgoingChange,
  OutgoingEvent,
  OutgoingNotification,
  RecordKindName,
  SentOf,
} from "onefn/simulator";
import type { Functions } from "./load.js";

type Fn = Functions[string];

/** How a record of one kind is sent from the page, or by a POST to `/_onefn/<path>/<place>`. */
export interface RecordKind<Sent> {
  readonly path: string;
  /** One record, in a sentence. */
  readonly noun: string;
  /** The places whose records a function takes: at least one. Only events have several, which are their types. */
  placesOf(name: string, fn: Fn): readonly string[];
  /** A short description of what a function claims. */
  claimOf(name: string, fn: Fn): string;
  /** The initial value of the page's form, unless the module has a sample. Default: an empty JSON object. */
  sample?(fn: Fn): string;
  /** Makes a record of a request's body. */
  record(body: string, contentType: string | null): Sent;
}

// A function without `from` takes the messages of the queue that has its name.
const queueOf = (name: string, { trigger }: Fn) =>
  (trigger as { readonly from?: string | undefined }).from ?? name;

/** How each kind of record is sent in development. */
export const recordKinds: { readonly [Kind in RecordKindName]: RecordKind<SentOf<Kind>> } = {
  message: {
    path: "messages",
    noun: "message",
    placesOf: (name, fn) => [queueOf(name, fn)],
    claimOf: (name, fn) => `from ${queueOf(name, fn)}`,
    record: (body, contentType) => ({ body, ...(contentType !== null && { contentType }) }),
  },
  schedule: {
    path: "ticks",
    noun: "tick",
    placesOf: (name, fn) => [fn.name ?? name],
    claimOf: (_, { trigger }) => (trigger as { readonly cron?: string | undefined }).cron ?? "every schedule",
    record: tickOf,
  },
  change: {
    path: "changes",
    noun: "change",
    placesOf: (name, { trigger }) => [(trigger as { readonly table?: string | undefined }).table ?? name],
    claimOf: (_, { trigger }) =>
      `of ${(trigger as { readonly table?: string | undefined }).table ?? "every table"}`,
    record: changeOf,
  },
  storage: {
    path: "notifications",
    noun: "notification",
    placesOf: (name, { trigger }) => [(trigger as { readonly bucket?: string | undefined }).bucket ?? name],
    claimOf: (_, { trigger }) =>
      `of ${(trigger as { readonly bucket?: string | undefined }).bucket ?? "every bucket"}`,
    sample: keyFor,
    record: notificationOf,
  },
  event: {
    path: "events",
    noun: "event",
    placesOf: (name, { trigger }) => {
      const types = typesOf(trigger).map((type) => type.replace("*", "example"));
      return types.length > 0 ? types : [name];
    },
    claimOf: (_, { trigger }) => `of type ${typesOf(trigger).join(" or ") || "any"}`,
    record: eventOf,
  },
};

/** A tick from an empty body, or from JSON: `{ "scheduledAt": "2026-03-01T03:30:00Z" }`. */
function tickOf(body: string): SentOf<"schedule"> {
  try {
    const { scheduledAt } = JSON.parse(body || "{}") as { readonly scheduledAt?: string };
    if (scheduledAt === undefined) return {};
    const time = new Date(scheduledAt);
    if (!Number.isNaN(time.getTime())) return { scheduledAt: time };
  } catch {
    // Anything but JSON is refused below.
  }
  throw new HttpError(
    400,
    'Send an empty body, or the planned time: {"scheduledAt":"2026-03-01T03:30:00Z"}.',
  );
}

const CHANGES: readonly unknown[] = ["insert", "update", "delete"] satisfies OutgoingChange["operation"][];

/** A change from JSON. An object without `operation` and `key` is an item to insert. */
function changeOf(body: string): OutgoingChange {
  try {
    const given: unknown = JSON.parse(body);
    if (isObject(given)) {
      const { operation, key, id = "1" } = given as Partial<OutgoingChange & { readonly id: string }>;
      if (!operation || !key)
        return { operation: "insert", key: { id }, after: given as NonNullable<OutgoingChange["after"]> };
      if (CHANGES.includes(operation) && isObject(key)) return given as unknown as OutgoingChange;
    }
  } catch {
    // Anything but JSON is refused below.
  }
  throw new HttpError(
    400,
    'Send a change as JSON, such as {"operation":"update","key":{"id":"1"},"before":{...},"after":{...}}, or an item.',
  );
}

/** Whether a value of JSON is neither a list nor simple. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A key that matches the filters of a storage function. */
function keyFor({ trigger }: Fn): string {
  const { prefix = "", suffix = "" } = trigger as { readonly prefix?: string; readonly suffix?: string };
  return `${prefix}example${suffix}`;
}

const OPERATIONS: readonly unknown[] = [
  "created",
  "deleted",
  "updated",
  "archived",
  "test",
] satisfies OutgoingNotification["operation"][];

/** A notification from JSON. A plain key means that the object was created. */
function notificationOf(body: string): OutgoingNotification {
  try {
    const given: unknown = body.trimStart().startsWith("{") ? JSON.parse(body) : { key: body.trim() };
    const { key, operation = "created", ...rest } = given as Partial<OutgoingNotification>;
    if (typeof key === "string" && key !== "" && OPERATIONS.includes(operation))
      return { ...rest, operation, key };
  } catch {
    // Anything but JSON is refused below.
  }
  throw new HttpError(
    400,
    'Send an object\'s key, or a notification as JSON, such as {"operation":"deleted","key":"photos/a.jpg"}.',
  );
}

function typesOf(trigger: Fn["trigger"]): readonly string[] {
  return (trigger as { readonly type?: readonly string[] | undefined }).type ?? [];
}

/** An event with a request's body as its data: JSON if it is, otherwise text. */
function eventOf(body: string): OutgoingEvent {
  try {
    return { data: JSON.parse(body) };
  } catch {
    return { data: body };
  }
}

/** Whether functions of a kind receive records. */
export function isRecordKind(kind: string): kind is RecordKindName {
  return Object.hasOwn(recordKinds, kind);
}
