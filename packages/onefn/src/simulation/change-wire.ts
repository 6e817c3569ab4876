import type { RecordWire } from "./record-wire.js";

/** One way in which a provider delivers changes of tables. */
export type ChangeWire = RecordWire<"change", OutgoingChange>;

/** A change to make in a table. */
export interface OutgoingChange {
  readonly operation: "insert" | "update" | "delete";
  /** The item's key. `before` and `after` need not repeat it. */
  readonly key: Readonly<Record<string, string | number>>;
  /** The item before the change. Undefined: the source does not send it, or there is none. */
  readonly before?: Readonly<Record<string, unknown>> | undefined;
  /** The item after the change. Undefined: the source does not send it, or there is none. */
  readonly after?: Readonly<Record<string, unknown>> | undefined;
  /** Replaces members of the native record, to simulate a broken record. */
  readonly native?: Readonly<Record<string, unknown>> | undefined;
}
