import { OVER, printed, Shown } from "../own-members.js";
import { inJson } from "./in-json.js";
import type { RecordSource } from "./source.js";

/**
 * A CloudEvents 1.0 event. Extension attributes stand under `extensions`. `JSON.stringify` writes a bigint as a string of
 * its digits, a Set as an array, and bytes as base64.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export interface CloudEvent<Data = unknown> {
  readonly specversion: "1.0";
  /** Unique within `source`, the same on every delivery. */
  readonly id: string;
  /** A URI reference of where it came from. */
  readonly source: string;
  readonly type: string;
  readonly subject: string | undefined;
  /** RFC 3339. */
  readonly time: string | undefined;
  readonly datacontenttype: string | undefined;
  readonly data: Data;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What an event over a native record has beside its data; what is not read costs nothing. */
export abstract class LazyAttributes<Source extends RecordSource> extends Shown {
  // Not private: a handler has a Proxy of this, whose reads come here with the Proxy as `this`.
  declare readonly [OVER]: Source;

  constructor(source: Source) {
    super();
    this[OVER] = source;
  }

  get specversion() {
    return "1.0" as const;
  }
  get id() {
    return this[OVER].id;
  }
  get source() {
    return this[OVER].source();
  }
  get type() {
    return this[OVER].type();
  }
  get subject() {
    return this[OVER].subject?.();
  }
  get time() {
    return writableTime(this[OVER].time?.())?.toISOString();
  }
  get datacontenttype() {
    return this[OVER].contentType?.();
  }
  get extensions() {
    return this[OVER].extensions?.() ?? {};
  }

  override toJSON(): object {
    return inJson(printed(this)) as object;
  }
}

/**
 * An event over a native record, with data that has been read. A kind extends it by the accessors of its own, and gives it
 * out by `withOwnMembers`.
 */
export class LazyEvent<Data, Source extends RecordSource = RecordSource>
  extends LazyAttributes<Source>
  implements CloudEvent<Data>
{
  declare readonly data: Data;

  constructor(source: Source, data: Data) {
    super(source);
    this.data = data;
  }
}

/** The first and the last millisecond that RFC 3339 can write. */
const FIRST = /* @__PURE__ */ Date.parse("0000-01-01T00:00:00.000Z");
const LAST = /* @__PURE__ */ Date.parse("9999-12-31T23:59:59.999Z");

/**
 * A time, if it is one. Some senders set it themselves, and count microseconds or nanoseconds where the source expects
 * milliseconds: the Date is then invalid, and would throw once it is written.
 */
export function writableTime(time: Date | undefined): Date | undefined {
  return time && time.getTime() >= FIRST && time.getTime() <= LAST ? time : undefined;
}

/** What a test may say of any event; every member but the data has a default. */
export interface EventInit<Data = unknown> {
  /** What the handler gets as `data`: what the function's schema makes of a body. */
  readonly data: Data;
  /** Default: a random UUID. */
  readonly id?: string | undefined;
  /** A URI reference. Default: `"test"`. */
  readonly source?: string | undefined;
  /** The CloudEvents type. Default: that of the kind, such as `"test.message"`. */
  readonly type?: string | undefined;
  readonly subject?: string | undefined;
  readonly datacontenttype?: string | undefined;
  /** CloudEvents extension attributes. Default: none. */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The source of an event for unit tests; each kind adds its own members. */
export function testSource(init: EventInit, type: string): RecordSource {
  return {
    id: init.id ?? crypto.randomUUID(),
    source: () => init.source ?? "test",
    type: () => init.type ?? type,
    subject: () => init.subject,
    contentType: () => init.datacontenttype,
    extensions: () => init.extensions ?? {},
  };
}
