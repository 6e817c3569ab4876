import type { Trace } from "../context/trace.js";

/** A typed attribute of a message. */
export type AttributeValue = string | number | boolean | Uint8Array;

/** How a message's body is read. */
export type BodyFormat = "json" | "text" | "bytes";

/**
 * Where a lazy message reads from: one object over a native record, whose members are asked only when they
 * are read. A batch codec implements it.
 */
export interface MessageSource {
  /** The provider's id of the message, the same on every delivery. */
  readonly id: string;
  /** A URI reference of where it came from, such as the queue's ARN. */
  source(): string;
  /** The CloudEvents type, such as `com.amazonaws.sqs.message`. */
  type(): string;
  subject?(): string | undefined;
  /** When it was sent. */
  enqueuedAt(): Date | undefined;
  /** The body as it is on the wire. A body that cannot be decoded throws. */
  body(): string | Uint8Array;
  contentType(): string | undefined;
  attributes(): Readonly<Record<string, AttributeValue>>;
  /** Which delivery this is; the first is 1. */
  attempt(): number;
  /** What the source orders or groups by. */
  key(): string | undefined;
  trace?(): Trace | undefined;
  /** CloudEvents extension attributes. */
  extensions?(): Readonly<Record<string, unknown>>;
}
