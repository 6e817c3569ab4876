import type { Trace } from "../context/trace.js";

/** A typed attribute of a message. */
export type AttributeValue = string | number | boolean | Uint8Array;

/** How a message's body is read. */
export type BodyFormat = "json" | "text" | "bytes";

/**
 * Where a lazy event reads from: one object over a native record, whose members are asked only when they are read. A
 * kind adds the members of its own, as {@link MessageSource} does, and the codecs implement them.
 */
export interface RecordSource {
  /** The provider's id of the record, the same on every delivery. */
  readonly id: string;
  /** The native record, for `context.platform.record`. */
  readonly record?: unknown;
  /** A URI reference of where it came from, such as the queue's ARN. */
  source(): string;
  /** The CloudEvents type, such as `com.amazonaws.sqs.message`. */
  type(): string;
  subject?(): string | undefined;
  /** When it happened. */
  time?(): Date | undefined;
  contentType?(): string | undefined;
  trace?(): Trace | undefined;
  /**
   * Fetches a body that the record only points to; undefined if the record holds it. The input is then a promise. What
   * this rejects with fails the record.
   */
  load?(): Promise<string | Uint8Array> | undefined;
  /** CloudEvents extension attributes. */
  extensions?(): Readonly<Record<string, unknown>>;
}

/** A source whose data is a body of text or bytes. */
export interface BodySource extends RecordSource {
  /**
   * The body as it is on the wire; null where the source knows records without a value, such as Kafka's tombstones. A
   * body that cannot be decoded throws. Bytes may be a Buffer in a pool: handlers get a copy.
   */
  body(): string | Uint8Array | null;
  /**
   * The body's value, where the platform has parsed it: `as: "text"` and `as: "bytes"` still read `body`.
   *
   * @param format `"json"` if the function asks for JSON, by `as` or a schema. A text that the platform did not parse
   * may be JSON.
   */
  parsed?(format: "json" | undefined): unknown;
}

/** What a codec of messages implements. */
export interface MessageSource extends BodySource {
  /** When it was sent. */
  enqueuedAt(): Date | undefined;
  attributes(): Readonly<Record<string, AttributeValue>>;
  /** Which delivery this is; the first is 1. Undefined: the source does not tell. */
  attempt(): number | undefined;
  /** Whether it was delivered before, where the source tells only that. */
  redelivered?(): boolean | undefined;
  /** What the source orders or groups by. */
  key(): string | undefined;
}
